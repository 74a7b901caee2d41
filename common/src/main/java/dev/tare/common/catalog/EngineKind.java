package dev.tare.common.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An engine: who produces a workload's traffic: the probe itself, or programs of others, which the probe starts as its children,
 * or one on each side.
 *
 * @param programs what both sides' hosts need for it, the client's first; none of the builtin one
 * @param ends on which sides a program of its own runs; the other is the probe
 * @param protocol what the probe speaks where it is one of the ends
 * @param versionArgument with which the first of them tells its version, and does nothing else
 * @param versionStatus with which it then ends
 * @param leastSeconds the shortest window that it can measure
 * @param oldestVersion that is known to work, as its program says it; empty of the builtin one
 * @param services what it can do; the builtin one does everything
 */
public record EngineKind(
        String name,
        List<String> aliases,
        List<Program> programs,
        Ends ends,
        Protocol protocol,
        String versionArgument,
        int versionStatus,
        int leastSeconds,
        String oldestVersion,
        List<Service> services,
        String summary)
        implements Kind {

    /** The probe itself. */
    public static final String BUILTIN = "builtin";

    /** The probe itself, by iperf3's protocol. */
    public static final String BUILTIN_IPERF3 = "builtin-iperf3";

    private static final String IPERF3 = "iperf3";

    private static final OptionSpec PROTOCOL = OptionSpec.choice(
            "protocol",
            "tare",
            List.of("tare", IPERF3),
            "how its two ends talk to each other; iperf3: the engine " + BUILTIN_IPERF3);

    /** Which sides of the traffic are another's program. */
    public enum Ends {
        NONE,
        CLIENT,
        SERVER,
        BOTH
    }

    /** How the probe talks to its peer. */
    public enum Protocol {
        /** Between two probes, who know each other by a token. */
        TARE,
        /** iperf3's own. */
        IPERF3
    }

    /** Whether it is another's program, be it on one side only. */
    public boolean foreign() {
        return ends != Ends.NONE;
    }

    /** Whether it is on that side. */
    public boolean programAt(boolean client) {
        return ends == Ends.BOTH || ends == (client ? Ends.CLIENT : Ends.SERVER);
    }

    /**
     * Of the probe, how its ends talk to each other: that makes it another engine, and a cell has that one's name. What engines are
     * told besides stands in the workload's options.
     */
    @Override
    public List<OptionSpec> options() {
        return name.equals(BUILTIN) ? List.of(PROTOCOL) : List.of();
    }

    /** The name of the engine that these options make of it, which are all the kind's. */
    public String named(Map<String, String> options) {
        return IPERF3.equals(options.get(PROTOCOL.name())) ? BUILTIN_IPERF3 : name;
    }

    /** Why it cannot produce this workload with these options, which are all the kind's; empty when it can. */
    public Optional<Refusal> refuse(WorkloadKind workload, Map<String, String> options) {
        if (services.isEmpty()) {
            return Optional.empty();
        }
        return service(workload.name())
                .map(service -> service.refuse(this, workload, options))
                .orElseGet(() -> Optional.of(new Refusal(
                        "engine " + name + " has no workload " + workload.name() + ": it has "
                                + services.stream().map(Service::workload).collect(Collectors.joining(", ")),
                        Map.of())));
    }

    public Optional<Service> service(String workload) {
        return services.stream()
                .filter(service -> service.workload().equals(workload))
                .findFirst();
    }

    /**
     * Why not.
     *
     * @param options of the workload in wire form, by which the refused cells are known; empty where all of it is refused
     */
    public record Refusal(String reason, Map<String, String> options) {}

    /**
     * A workload that it can produce.
     *
     * @param options that it is told; every other one stays at its default, which is what the engine does
     * @param conditions on their values
     * @param metrics that it knows, by the workload's names
     * @param usual what it does when nobody says, where that differs from what the probe does: values in wire form
     */
    public record Service(
            String workload,
            List<String> options,
            List<EngineCondition> conditions,
            List<String> metrics,
            Map<String, String> usual) {

        Service(String workload, List<String> options, List<EngineCondition> conditions, List<String> metrics) {
            this(workload, options, conditions, metrics, Map.of());
        }

        private Optional<Refusal> refuse(EngineKind engine, WorkloadKind kind, Map<String, String> chosen) {
            for (OptionSpec spec : kind.options()) {
                String value = chosen.getOrDefault(spec.name(), spec.defaultValue());
                if (!options.contains(spec.name()) && !value.equals(spec.defaultValue())) {
                    return Optional.of(new Refusal(
                            "engine " + engine.name() + " knows no " + spec.name() + " of " + workload
                                    + " but the usual one, " + OptionText.toText(spec, spec.defaultValue()),
                            Map.of(spec.name(), value)));
                }
            }
            return conditions.stream()
                    .filter(condition -> !condition.holds(chosen))
                    .findFirst()
                    .map(condition -> new Refusal(
                            "engine " + engine.name() + " does " + workload + " only with " + condition.words(kind),
                            condition.blamed(chosen)));
        }
    }
}
