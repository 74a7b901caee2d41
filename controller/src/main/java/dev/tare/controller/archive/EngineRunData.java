package dev.tare.controller.archive;

import dev.tare.common.text.Printable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a foreign engine on one side, as its probe told.
 *
 * @param arguments the engine's program and what it was told; empty where its end was never told, as all that follows
 * @param measured whether it was for the window; false of one for the warm-up alone
 * @param exitStatus as a shell tells it; null where its end was never told
 * @param killedBecause why the probe ended it; empty when it ended by itself
 * @param startNanos on the probe's clock; null where its end was never told
 * @param endNanos on the probe's clock
 * @param out what it wrote to stdout, read as UTF-8: text of strangers
 * @param err what it wrote to stderr
 */
public record EngineRunData(
        List<String> arguments,
        boolean measured,
        @Nullable Integer exitStatus,
        String killedBecause,
        @Nullable Long startNanos,
        @Nullable Long endNanos,
        String out,
        String err) {

    public EngineRunData {
        arguments = List.copyOf(arguments);
    }

    /** E.g. {@code iperf3, warm-up}. */
    public String title() {
        String program = arguments.isEmpty() ? "engine" : Printable.of(arguments.getFirst());
        return measured ? program : program + ", warm-up";
    }
}
