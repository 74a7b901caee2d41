package dev.tare.common.catalog;

import java.util.List;

/**
 * A workload: what is asked of the link.
 *
 * @param metrics what it yields, the main one first
 */
public record WorkloadKind(
        String name, List<String> aliases, List<OptionSpec> options, List<Metric> metrics, String summary)
        implements Kind {}
