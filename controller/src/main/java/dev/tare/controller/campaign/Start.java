package dev.tare.controller.campaign;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * When both sides begin: an instant that is told to each on its own clock.
 *
 * @param lead from the agreement to the instant, besides the clocks' bound
 * @param clocks of both sides, as they were before the trial
 * @param clocksNow what is known of them at an instant of the controller's, as far as more is known by then
 */
record Start(Duration lead, Map<Side, ClockReading> clocks, LongFunction<Map<Side, ClockReading>> clocksNow) {

    Start {
        clocks = Map.copyOf(clocks);
    }

    /**
     * What was agreed on.
     *
     * @param agreedNanos when, on the controller's clock
     * @param atNanos the instant, on the same
     * @param sidesNanos it on each side's agent's clock
     */
    record Agreed(long agreedNanos, long atNanos, Map<Side, Long> sidesNanos) {

        Agreed {
            sidesNanos = Map.copyOf(sidesNanos);
        }
    }

    /** By what is known now: a clock that drifts by 50 ppm is 0.3 ms on, when a guest has booted for six seconds. */
    Agreed agree(ControllerClock clock) {
        long nowNanos = clock.nanos();
        Map<Side, ClockReading> known = new EnumMap<>(Side.class);
        clocks.forEach((side, reading) -> known.put(side, reading.at(nowNanos)));
        clocksNow.apply(nowNanos).forEach((side, reading) -> known.merge(side, reading, ClockReading::better));
        long boundNanos = known.values().stream()
                .mapToLong(reading -> reading.offset().boundNanos())
                .max()
                .orElse(0);
        // what is known of clocks takes its time to be computed
        long agreedNanos = clock.nanos();
        long atNanos = agreedNanos + boundNanos + lead.toNanos();
        Map<Side, Long> sides = new EnumMap<>(Side.class);
        known.forEach((side, reading) -> sides.put(side, reading.offset().toAnswererNanos(atNanos)));
        return new Agreed(agreedNanos, atNanos, sides);
    }
}
