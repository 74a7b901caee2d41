package dev.tare.probe.exec;

import dev.tare.probe.clock.Phase;
import java.util.List;

/**
 * A run that is over.
 *
 * @param exitStatus as a shell tells it: 128 + n of signal n
 * @param startNanos on the probe's clock, as {@code endNanos}
 * @param killedBecause why the probe ended it; empty when it ended by itself
 */
public record EngineEnd(
        List<String> arguments, Phase phase, int exitStatus, long startNanos, long endNanos, String killedBecause) {

    public EngineEnd {
        arguments = List.copyOf(arguments);
    }
}
