package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.engine.EngineResult;
import java.util.List;
import java.util.SortedMap;

/**
 * How a trial begins: what counts for no other number. Slow start, a runtime's first use of what it will need and a cold generator all
 * are in it.
 */
public final class WarmUp {

    /** The mean rate of the warm-up over that of the window; 1 is a trial that begins as it goes on. */
    public static final String RATIO = "warm_up_ratio";

    private WarmUp() {}

    /** Where the probe's intervals are the result: {@code perSecond} is that, over the window. */
    static void put(SortedMap<String, Double> values, Evidence evidence, Roles roles, double perSecond) {
        IntervalRates rates = IntervalRates.of(evidence, roles);
        List<IntervalData> before = evidence.side(roles.counter()).map(SideData::intervals).orElse(List.of()).stream()
                .filter(it -> !it.measured())
                .toList();
        double seconds = before.stream().mapToDouble(WarmUp::seconds).sum();
        double work = before.stream()
                .mapToDouble(it -> rates.perSecond(it) * seconds(it))
                .sum();
        put(values, work, seconds, perSecond);
    }

    /** Where the engine tells of intervals in both. */
    static void put(SortedMap<String, Double> values, EngineResult engine) {
        Half warmUp = Half.of(engine, false);
        Half window = Half.of(engine, true);
        if (window.seconds() > 0) {
            put(values, warmUp.work(), warmUp.seconds(), window.work() / window.seconds());
        }
    }

    private record Half(double work, double seconds) {

        static Half of(EngineResult engine, boolean measured) {
            List<EngineResult.Point> points = engine.points().stream()
                    .filter(it -> it.measured() == measured)
                    .toList();
            return new Half(
                    points.stream().mapToDouble(EngineResult.Point::count).sum(),
                    points.stream()
                            .mapToDouble(EngineResult.Point::lengthSeconds)
                            .sum());
        }
    }

    private static void put(SortedMap<String, Double> values, double work, double seconds, double perSecond) {
        if (seconds > 0 && perSecond > 0) {
            values.put(RATIO, work / seconds / perSecond);
        }
    }

    private static double seconds(IntervalData interval) {
        return interval.lengthNanos() / 1e9;
    }
}
