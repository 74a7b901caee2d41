package dev.tare.common.catalog;

import java.util.List;

/**
 * A workload: what is asked of the link.
 *
 * @param metrics what it yields, the main one first
 * @param traffic what it sends each way
 */
public record WorkloadKind(
        String name,
        List<String> aliases,
        List<OptionSpec> options,
        List<Metric> metrics,
        Traffic traffic,
        String summary)
        implements Kind {}
