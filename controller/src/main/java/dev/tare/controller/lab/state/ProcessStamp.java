package dev.tare.controller.lab.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One process, never mistaken for a later one with the same id.
 *
 * @param startTicks since boot, in clock ticks: field 22 of {@code /proc/PID/stat}
 */
public record ProcessStamp(long pid, long startTicks) {

    /** Fields after the name, which is in parentheses and may hold anything: state is 0, start time is 19. */
    private static final int STATE = 0;

    private static final int START_TICKS = 19;

    /** The process with that id now; empty when there is none, or a dead one. */
    public static Optional<ProcessStamp> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            boolean dead = fields.get(STATE).equals("Z") || fields.get(STATE).equals("X");
            return dead
                    ? Optional.empty()
                    : Optional.of(new ProcessStamp(pid, Long.parseLong(fields.get(START_TICKS))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    public boolean lives() {
        return of(pid).equals(Optional.of(this));
    }

    /** A file that names its network namespace. */
    public Path networkNamespace() {
        return Path.of("/proc", Long.toString(pid), "ns", "net");
    }
}
