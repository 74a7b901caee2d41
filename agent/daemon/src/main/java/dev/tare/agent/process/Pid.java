package dev.tare.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A process, told apart from a later one with the same number.
 *
 * @param startTicks when it started, in clock ticks since boot: field 22 of {@code /proc/PID/stat}
 */
public record Pid(long number, long startTicks) {

    private static final String NUMBER = "pid";
    private static final String START = "start_ticks";
    private static final int STATE_FIELD = 0;
    private static final int START_FIELD = 19;

    /** Of a process that is gone already, the start time is one that no process has. */
    public static Pid of(long number) throws IOException {
        return new Pid(number, startTicks(number).orElse(-1));
    }

    public Map<String, String> details() {
        return Map.of(NUMBER, Long.toString(number), START, Long.toString(startTicks));
    }

    static boolean inDetails(Map<String, String> details) {
        return details.containsKey(NUMBER) && details.containsKey(START);
    }

    static Pid fromDetails(Map<String, String> details) {
        return new Pid(
                Long.parseLong(details.getOrDefault(NUMBER, "")), Long.parseLong(details.getOrDefault(START, "")));
    }

    /** A zombie is not alive: it holds nothing but its number. */
    public boolean isAlive() throws IOException {
        OptionalLong now = startTicks(number);
        return now.isPresent() && now.getAsLong() == startTicks;
    }

    /** Sends SIGKILL, if it is still the same process. */
    public void kill() throws IOException {
        if (isAlive()) {
            ProcessHandle.of(number).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static OptionalLong startTicks(long number) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(number), "stat"));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            // ESRCH: it ended between open and read
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return OptionalLong.empty();
            }
            throw e;
        }
        // The name stands in parentheses and may itself hold spaces and parentheses.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", START_FIELD + 2);
        boolean ended = "Z".equals(fields[STATE_FIELD]) || "X".equals(fields[STATE_FIELD]);
        return ended ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[START_FIELD]));
    }
}
