package dev.tare.controller.archive;

import dev.tare.proto.probe.v1.EngineEnd;
import dev.tare.proto.probe.v1.EngineOutput;
import dev.tare.proto.probe.v1.EngineStream;
import dev.tare.proto.probe.v1.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the pieces of one run of an engine. */
final class EngineRunBuilder {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private @Nullable EngineEnd end;

    void add(EngineOutput output) {
        try {
            output.getData().writeTo(output.getStream() == EngineStream.ENGINE_STREAM_STDERR ? err : out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        if (output.hasEnd()) {
            end = output.getEnd();
        }
    }

    EngineRunData build() {
        EngineEnd told = end;
        return new EngineRunData(
                told == null ? List.of() : List.copyOf(told.getArgumentsList()),
                told != null && told.getPhase() == Phase.PHASE_MEASURE,
                told == null ? null : told.getExitStatus(),
                told == null ? "" : told.getKilledBecause(),
                told == null ? null : told.getStartNanos(),
                told == null ? null : told.getEndNanos(),
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}
