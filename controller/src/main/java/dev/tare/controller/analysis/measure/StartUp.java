package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.StepData;
import dev.tare.controller.trial.Side;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How long instances took to start, by their agents' clocks: from the call that makes one until the probe in it has said its first
 * word, the start of Java included; and its parts. Where a runtime makes and starts in one call there is one part less. Where
 * both sides are in the runtime under test, each is the mean of the two.
 */
final class StartUp {

    private static final String PEER = Roles.START_UP + ".peer";

    /** Until the runtime says that the instance is made, then until it says that it runs, then until the probe speaks. */
    private static final String CREATED = Roles.START_UP + ".created";

    private static final String STARTED = Roles.START_UP + ".started";
    private static final String FIRST_WORD = Roles.START_UP + ".first_word";

    private StartUp() {}

    static void put(SortedMap<String, Double> values, Evidence evidence, Roles roles) {
        List<Steps> tested =
                roles.underTest().stream().map(side -> Steps.of(evidence, side)).toList();
        put(values, Roles.START_UP, tested, "created", "hello");
        put(values, CREATED, tested, "created", "created");
        put(values, STARTED, tested, "started", "started");
        put(values, FIRST_WORD, tested, "hello", "hello");
        roles.peer().ifPresent(peer -> put(values, PEER, List.of(Steps.of(evidence, peer)), "created", "hello"));
    }

    private static void put(
            SortedMap<String, Double> values, String name, List<Steps> sides, String first, String last) {
        List<Double> told = sides.stream()
                .flatMap(side -> side.between(first, last).stream())
                .toList();
        if (told.size() == sides.size()) {
            values.put(
                    name,
                    told.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        }
    }

    private record Steps(List<StepData> all) {

        static Steps of(Evidence evidence, Side side) {
            return new Steps(evidence.side(side)
                    .map(SideData::prepared)
                    .map(PreparedData::steps)
                    .orElse(List.of()));
        }

        /** Nanoseconds from the beginning of one to the end of another. */
        Optional<Double> between(String first, String last) {
            return step(first).flatMap(from -> step(last).map(to -> (double) (to.endNanos() - from.startNanos())));
        }

        private Optional<StepData> step(String name) {
            return all.stream().filter(it -> it.name().equals(name)).findFirst();
        }
    }
}
