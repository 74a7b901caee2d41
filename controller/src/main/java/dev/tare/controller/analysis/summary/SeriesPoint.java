package dev.tare.controller.analysis.summary;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.IntervalRates;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.engine.EngineResult;
import java.util.List;
import java.util.Optional;

/**
 * The result in one interval.
 *
 * @param seconds middle of the interval, from the start of the measured window; negative in warm-up
 * @param perSecond bytes or transactions per second
 */
public record SeriesPoint(double seconds, double lengthSeconds, double perSecond, boolean measured) {

    /** On the clock of the side whose counts are the result; what the other reads of streams both ways is added. */
    static List<SeriesPoint> of(Evidence evidence) {
        Optional<Roles> roles = evidence.roles();
        if (evidence.counting().isPresent()) {
            return evidence.counting().get().points().stream()
                    .map(SeriesPoint::point)
                    .toList();
        }
        if (roles.isEmpty() || evidence.counted().isEmpty()) {
            return List.of();
        }
        IntervalRates rates = IntervalRates.of(evidence, roles.get());
        long origin = evidence.counted().get().startNanos();
        return evidence.side(roles.get().counter()).map(SideData::intervals).orElse(List.of()).stream()
                .filter(it -> it.lengthNanos() > 0)
                .map(it -> point(it, origin, rates))
                .toList();
    }

    private static SeriesPoint point(EngineResult.Point it) {
        return new SeriesPoint(
                it.startSeconds() + it.lengthSeconds() / 2, it.lengthSeconds(), it.perSecond(), it.measured());
    }

    private static SeriesPoint point(IntervalData it, long origin, IntervalRates rates) {
        double seconds = it.lengthNanos() / 1e9;
        return new SeriesPoint(
                (it.startNanos() - origin) / 1e9 + seconds / 2, seconds, rates.perSecond(it), it.measured());
    }
}
