package dev.tare.probe.exec;

import dev.tare.probe.clock.Phase;
import java.util.List;

/**
 * One call of an engine.
 *
 * @param arguments its program, and what it is told
 * @param phase what it is for; a run for both, warm-up and window, is of {@link Phase#MEASURE}
 */
record EngineRun(List<String> arguments, Phase phase) {

    EngineRun {
        arguments = List.copyOf(arguments);
    }
}
