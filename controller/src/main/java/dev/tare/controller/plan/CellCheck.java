package dev.tare.controller.plan;

import dev.tare.common.catalog.Addressing;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.Kind;
import dev.tare.common.catalog.OptionText;
import dev.tare.common.catalog.RuntimeKind;
import dev.tare.common.catalog.Tuning;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.yaml.Mark;
import dev.tare.controller.yaml.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What can be said of a plan only when its cells are known: whether they are possible, how many there are, and which
 * exclusions match none.
 */
record CellCheck(FactorsReader.Read read, List<Marked<Exclusion>> exclude, Problems problems) {

    /**
     * Reports what is wrong, and returns what is odd but not wrong.
     *
     * @param plan where the plan begins, for what has no place of its own
     */
    List<String> check(int repetitions, Mark plan, boolean hasExclude) {
        // before it is made: a file has room for more than memory has
        long crossed = crossed(read.factors());
        if (crossed > Plan.MAX_TRIALS) {
            problems.add(plan, crossed + " cells are too many: at most " + Plan.MAX_TRIALS + " trials");
            return List.of();
        }
        List<Cell> all = cells(List.of());
        List<Cell> cells = cells(Marked.values(exclude));
        if (cells.isEmpty() && !all.isEmpty()) {
            problems.add(exclude.getFirst().mark(), "exclude leaves nothing to measure");
        }
        if ((long) cells.size() * repetitions > Plan.MAX_TRIALS) {
            problems.add(
                    plan,
                    cells.size() + " cells × " + repetitions + " repetitions are too many: at most " + Plan.MAX_TRIALS
                            + " trials");
        }
        read.runtimes().forEach(runtime -> refuseImpossible(runtime, cells, hasExclude));
        read.networks().forEach(network -> refuseHiddenServer(network, cells, hasExclude));
        read.tunings().forEach(tuning -> refuseUnknowing(tuning, cells, hasExclude));
        read.tunings().forEach(tuning -> refuseTooEarly(tuning, cells, hasExclude));
        read.workloads().forEach(workload -> refuseMeaningless(workload, cells, hasExclude));
        read.engines().forEach(engine -> refuseUnable(engine, cells, hasExclude));
        new OneHostCheck(read, problems, pattern -> remedy(pattern, hasExclude)).check(cells);
        return exclude.stream()
                .filter(pattern -> isKnown(pattern.value()))
                .filter(pattern -> all.stream().noneMatch(pattern.value()::matches))
                .map(pattern -> "line " + pattern.mark().line() + ": this exclusion matches no cell of the plan")
                .toList();
    }

    private void refuseImpossible(Marked<Chosen> runtime, List<Cell> cells, boolean hasExclude) {
        RuntimeKind runtimeKind = Catalog.runtime(
                        runtime.value().name(), runtime.value().options())
                .orElseThrow();
        cells.stream()
                .filter(cell -> cell.runtime().equals(runtime.value()))
                .map(cell -> cell.network().name())
                .distinct()
                .map(name -> Catalog.find(Catalog.networks(), name).orElseThrow())
                .forEach(network -> Catalog.refuse(runtimeKind, network)
                        .ifPresent(why -> problems.add(
                                runtime.mark(),
                                why + "; "
                                        + remedy(
                                                "{runtime: " + pattern(runtime.value()) + ", network: " + network.name()
                                                        + "}",
                                                hasExclude))));
    }

    /** A server that nobody can call. */
    private void refuseHiddenServer(Marked<Chosen> network, List<Cell> cells, boolean hasExclude) {
        String name = network.value().name();
        boolean hidden = Catalog.find(Catalog.networks(), name).orElseThrow().addressing() == Addressing.HIDDEN;
        cells.stream()
                .filter(cell -> hidden && cell.network().equals(network.value()))
                .map(Cell::side)
                .filter(side -> !side.equals("client"))
                .distinct()
                .forEach(side -> problems.add(
                        network.mark(),
                        "network " + name + " cannot have the server side in it, for it hides the runtime behind the"
                                + " host's address; "
                                + remedy("{network: " + name + ", side: " + side + "}", hasExclude)));
    }

    /** A stack that would not notice what is set. */
    private void refuseUnknowing(Marked<Tuning> tuning, List<Cell> cells, boolean hasExclude) {
        cells.stream()
                .filter(cell -> cell.tuned().equals(tuning.value()))
                .map(Cell::runtime)
                .distinct()
                .forEach(runtime -> tuning.value()
                        .refuse(Catalog.runtime(runtime.name(), runtime.options())
                                .orElseThrow())
                        .ifPresent(why -> problems.add(
                                tuning.mark(),
                                why + "; "
                                        + remedy(
                                                "{runtime: " + pattern(runtime) + ", tuning: {"
                                                        + tuning.value().text() + "}}",
                                                hasExclude))));
    }

    /** Devices that are not there yet when they would be set. */
    private void refuseTooEarly(Marked<Tuning> tuning, List<Cell> cells, boolean hasExclude) {
        cells.stream()
                .filter(cell -> cell.tuned().equals(tuning.value()))
                .map(cell -> cell.network().name())
                .distinct()
                .forEach(network -> tuning.value()
                        .refuse(Catalog.find(Catalog.networks(), network).orElseThrow())
                        .ifPresent(why -> problems.add(
                                tuning.mark(),
                                why + "; "
                                        + remedy(
                                                "{network: " + network + ", tuning: {"
                                                        + tuning.value().text() + "}}",
                                                hasExclude))));
    }

    /** A priority that the host's CPUs know nothing of. */
    private void refuseMeaningless(Marked<Chosen> workload, List<Cell> cells, boolean hasExclude) {
        cells.stream()
                .filter(cell -> cell.workload().equals(workload.value()))
                .map(Cell::runtime)
                .distinct()
                .forEach(runtime -> WorkloadKind.refuse(
                                Catalog.runtime(runtime.name(), runtime.options())
                                        .orElseThrow(),
                                workload.value().options())
                        .ifPresent(why -> problems.add(
                                workload.mark(),
                                why + "; "
                                        + remedy(
                                                "{runtime: " + pattern(runtime) + ", workload: {"
                                                        + workload.value().name() + ": {priority: realtime}}}",
                                                hasExclude))));
    }

    /** A tool that has no such workload, or cannot be told what the plan asks of it. */
    private void refuseUnable(Marked<String> engine, List<Cell> cells, boolean hasExclude) {
        EngineKind kind = Catalog.find(Catalog.engines(), engine.value()).orElseThrow();
        cells.stream()
                .filter(cell -> cell.engine().equals(engine.value()))
                .map(Cell::workload)
                .distinct()
                .forEach(workload -> refuseUnable(engine, kind, workload, hasExclude));
    }

    private void refuseUnable(Marked<String> engine, EngineKind kind, Chosen chosen, boolean hasExclude) {
        WorkloadKind workload = Catalog.find(Catalog.workloads(), chosen.name()).orElseThrow();
        kind.refuse(workload, chosen.options())
                .ifPresent(refusal -> problems.add(
                        engine.mark(),
                        refusal.reason() + "; "
                                + remedy(
                                        "{engine: " + kind.name() + ", workload: "
                                                + pattern(workload, refusal.options()) + "}",
                                        hasExclude)));
    }

    /** Of the options that are given: {@code {udp-rr: {request: 4KiB}}}. */
    private static String pattern(Kind kind, Map<String, String> options) {
        String written = kind.options().stream()
                .flatMap(spec -> Optional.ofNullable(options.get(spec.name()))
                        .map(value -> spec.name() + ": " + OptionText.toText(spec, value))
                        .stream())
                .collect(Collectors.joining(", "));
        return options.isEmpty() ? kind.name() : "{" + kind.name() + ": {" + written + "}}";
    }

    /** With the options that are not what they are when nobody gives them. */
    private static String pattern(Chosen runtime) {
        RuntimeKind kind = Catalog.find(Catalog.runtimes(), runtime.name()).orElseThrow();
        Map<String, String> given = new HashMap<>(runtime.options());
        kind.options().forEach(spec -> given.remove(spec.name(), spec.defaultValue()));
        return pattern(kind, given);
    }

    private static String remedy(String pattern, boolean hasExclude) {
        return hasExclude ? "add " + pattern + " to exclude" : "add the line  exclude: [" + pattern + "]";
    }

    /** What a pair leaves out of {@code all} is known with the lab. */
    private List<Cell> cells(List<Exclusion> patterns) {
        List<Exclusion> known = patterns.stream().filter(this::isKnown).toList();
        return CellMaker.cells(read.factors(), known, read.factors().pairs().unresolved(), LinkRate.UNLIMITED);
    }

    private boolean isKnown(Exclusion pattern) {
        return pattern.pair().isEmpty() || !read.factors().pairs().all();
    }

    /** {@link Long#MAX_VALUE} where there are more: a product that ran over could look small. */
    static long crossed(Factors factors) {
        return IntStream.of(
                        factors.runtimes().size(),
                        factors.networks().size(),
                        factors.tunings().size(),
                        factors.workloads().size(),
                        Math.max(1, factors.links().size()),
                        factors.sides().size(),
                        factors.engines().size(),
                        factors.pairs().unresolved().size())
                .asLongStream()
                .reduce(
                        1,
                        (product, size) ->
                                size > 0 && product > Long.MAX_VALUE / size ? Long.MAX_VALUE : product * size);
    }
}
