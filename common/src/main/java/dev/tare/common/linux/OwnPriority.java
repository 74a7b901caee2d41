package dev.tare.common.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How this process stands when there is more work than CPU time. What watches a measurement gives way to it: at a low
 * priority it waits a millisecond or two, at the same priority the traffic waits, and a link idles.
 *
 * <p>Niceness alone is not enough. With autogroups (sched(7)) the kernel shares CPU time between sessions first and looks at
 * niceness only inside each; so a session has a niceness of its own.
 */
public final class OwnPriority {

    private static final Path AUTOGROUP = Path.of("/proc/self/autogroup");

    // fields of proc_pid_stat(5) after the program's name, which is the second
    private static final int SESSION_FIELD = 6 - 3;
    private static final int NICE_FIELD = 19 - 3;

    private OwnPriority() {}

    /** From -20 to 19, the higher the more it gives way. */
    public static int niceness() throws IOException {
        return Integer.parseInt(stat()[NICE_FIELD]);
    }

    /**
     * Gives this process's niceness to its session, where it leads one: others in a session that it did not make are none
     * of its business. Nothing happens where the kernel has no autogroups.
     */
    public static void giveToSession() throws IOException {
        String[] stat = stat();
        boolean leads =
                stat[SESSION_FIELD].equals(Long.toString(ProcessHandle.current().pid()));
        if (leads && Files.exists(AUTOGROUP)) {
            Files.writeString(AUTOGROUP, stat[NICE_FIELD]);
        }
    }

    private static String[] stat() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        // the name may itself hold spaces and parentheses
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }
}
