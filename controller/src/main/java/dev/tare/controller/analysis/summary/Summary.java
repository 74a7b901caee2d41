package dev.tare.controller.analysis.summary;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.trial.Pair;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** {@code summary.json}; docs/schema/summary.schema.json is its schema. */
public record Summary(int schemaVersion, Run run, List<CellSummary> cells) {

    static final int SCHEMA_VERSION = 1;

    /**
     * The campaign.
     *
     * @param startedAt ISO 8601, UTC; of the campaign's first trial where the journal does not say
     * @param trialsPlanned null where the journal does not say
     * @param labMadeByTare true for network namespaces on one machine
     * @param defects of the archive, in words
     */
    public record Run(
            String name,
            @Nullable Long seed,
            @Nullable String planDigest,
            String version,
            String startedAt,
            @Nullable Integer trialsPlanned,
            int trialsRecorded,
            int blocks,
            Counts counts,
            String lab,
            boolean labMadeByTare,
            boolean sidesShareCpus,
            int mtuBytes,
            List<String> bundleDigests,
            Map<String, HostSummary> hosts,
            List<String> defects) {}

    /** Trials by verdict; those that could not be run, or were interrupted, are in none. */
    public record Counts(
            @JsonProperty("VALID") long valid,
            @JsonProperty("DEGRADED") long degraded,
            @JsonProperty("INVALID") long invalid) {}

    /** A side of the lab. */
    public record HostSummary(
            String hostname,
            String kernel,
            String os,
            String architecture,
            String cpuModel,
            int cpuCount,
            List<Integer> allowedCpus,
            long memoryBytes,
            String agentVersion,
            String javaVersion) {}

    /**
     * A cell.
     *
     * @param status {@code measured} or {@code unavailable}
     * @param reason why it is unavailable; null when it was measured
     * @param notRun trials that could not be run; all of them, where it is unavailable
     * @param notRunReasons each with how many of those
     * @param tuning settings of the path that were changed; empty for the path as it is
     * @param engineVersion of a foreign engine; empty where the probe itself produced the traffic
     * @param emulated true where a runtime ran under emulation: such a cell has no ratio
     * @param ceilingGoodputBytesPerSecond null where there is none
     * @param limitedBy wire-limited, cpu-limited, shared-cpu-limited, sender-limited, peer-limited, plan-limited, or null when nothing
     *     had been used up
     * @param congestionControl read back, by side; what was not told is not there
     * @param tls version and cipher that were agreed on, by side; of workloads without there is none
     * @param scheduling of threads that moved traffic, and their CPUs, by side; what was not told is not there
     */
    public record CellSummary(
            String id,
            String runtime,
            SortedMap<String, String> runtimeOptions,
            String runtimeVersion,
            boolean emulated,
            String network,
            SortedMap<String, String> networkOptions,
            SortedMap<String, String> tuning,
            String workload,
            SortedMap<String, String> workloadOptions,
            String engine,
            String engineVersion,
            String side,
            String link,
            long linkBitsPerSecond,
            Pair pair,
            @Nullable Double ceilingGoodputBytesPerSecond,
            String status,
            @Nullable String reason,
            @Nullable String remedy,
            Counts counts,
            int notRun,
            List<NotRun> notRunReasons,
            @Nullable String limitedBy,
            Map<String, Integer> labels,
            Map<String, List<String>> congestionControl,
            Map<String, List<String>> tls,
            Map<String, List<String>> scheduling,
            SortedMap<String, MetricSummary> metrics) {}

    /**
     * A metric of a cell, over its VALID trials.
     *
     * @param values one per block, in block order
     * @param blocks which block each value is of
     * @param noRatio why there is none; null where there is one, and where none would say anything
     */
    public record MetricSummary(
            int n,
            double mean,
            @Nullable Double sd,
            double median,
            @Nullable Interval95 ci95,
            List<Double> values,
            List<Integer> blocks,
            @Nullable RatioSummary ratioToNative,
            @Nullable String noRatio) {}

    /**
     * Against native, paired by block.
     *
     * @param reference id of the native cell
     * @param referenceNetwork its network, for people: another than the cell's where native was not measured on that
     * @param meaning whether the ratio can be called a cost
     */
    public record RatioSummary(
            String reference,
            String referenceNetwork,
            int pairs,
            double ratio,
            @Nullable Interval95 ci95,
            RatioMeaning meaning) {}
}
