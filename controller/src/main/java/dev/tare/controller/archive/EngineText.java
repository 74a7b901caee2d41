package dev.tare.controller.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code client.engine.txt}: what a foreign engine was told and what it wrote, for people. The bytes as they came are in the stream. */
final class EngineText {

    private EngineText() {}

    static byte[] of(List<EngineRunData> runs) {
        StringBuilder text = new StringBuilder();
        for (EngineRunData run : runs) {
            text.append("# ").append(String.join(" ", run.arguments())).append('\n');
            text.append(run.measured() ? "# for the window" : "# for the warm-up");
            text.append(", exit status ").append(run.exitStatus() == null ? "not told" : run.exitStatus());
            if (!run.killedBecause().isEmpty()) {
                text.append(", killed because ").append(run.killedBecause());
            }
            text.append('\n').append(ended(run.out()));
            if (!run.err().isEmpty()) {
                text.append("# stderr\n").append(ended(run.err()));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String ended(String lines) {
        return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
    }
}
