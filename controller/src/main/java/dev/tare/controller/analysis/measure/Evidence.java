package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All there is to judge one trial by, and to take its numbers from.
 *
 * @param sides a side that sent nothing is not in it
 */
public record Evidence(TrialRecord trialRecord, Map<Side, SideData> sides, Surroundings surroundings) {

    public Evidence {
        sides = Map.copyOf(sides);
    }

    public Cell cell() {
        return trialRecord.trial().cell();
    }

    public Optional<Roles> roles() {
        return Roles.of(cell());
    }

    public Optional<SideData> side(Side side) {
        return Optional.ofNullable(sides.get(side));
    }

    public Optional<Window> window(Side side) {
        return side(side).flatMap(Window::of);
    }

    /** The window of the side whose counts are the result. */
    public Optional<Window> counted() {
        return roles().flatMap(it -> window(it.counter()));
    }

    /**
     * What that side's CPUs did in its own window. Both sides measure one window, so where a side has no intervals (it
     * was killed) there is none.
     */
    public Optional<CpuUse> cpu(Side side) {
        return side(side)
                .flatMap(data -> Window.of(data).flatMap(window -> CpuUse.of(data, window, surroundings.cpus(side))));
    }

    public OptionalDouble ceilingBytesPerSecond() {
        return Ceiling.of(cell(), surroundings.mtuBytes());
    }
}
