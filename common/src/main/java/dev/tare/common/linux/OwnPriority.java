package dev.tare.common.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * How this process stands when there is more work than CPU time. What watches a measurement gives way to it: at a low
 * priority it waits a millisecond or two, at the same priority the traffic waits, and a link idles.
 *
 * <p>Niceness alone is not enough. With autogroups (sched(7)) the kernel shares CPU time between sessions first and looks at
 * niceness only inside each; so a session has a niceness of its own. And niceness belongs to a thread, not to a process.
 */
public final class OwnPriority {

    /** The highest niceness there is: about a seventieth of what a thread at zero gets beside it. */
    public static final int LAST = 19;

    private static final Path AUTOGROUP = Path.of("/proc/self/autogroup");
    private static final Path THREADS = Path.of("/proc/self/task");

    // fields of proc_pid_stat(5) after the program's name, which is the second
    private static final int SESSION_FIELD = 6 - 3;
    private static final int NICE_FIELD = 19 - 3;

    private static final int PRIO_PROCESS = 0;

    private OwnPriority() {}

    /** From -20 to 19, the higher the more it gives way. */
    public static int niceness() throws IOException {
        return Integer.parseInt(stat()[NICE_FIELD]);
    }

    /** For all threads, those that are being started too, and the session, where the kernel has autogroups. To go lower than it is takes CAP_SYS_NICE. */
    public static void set(int niceness) throws IOException {
        Libc libc = new Libc();
        Set<Integer> done = new HashSet<>();
        // a thread that one not yet visited has just started is found on the next turn
        while (visitThreads(libc, niceness, done)) {}
        giveToSession(niceness);
    }

    /** Where it leads one: others in a session that it did not make are none of its business. */
    private static void giveToSession(int niceness) throws IOException {
        boolean leads = stat()[SESSION_FIELD].equals(
                Long.toString(ProcessHandle.current().pid()));
        if (leads && Files.exists(AUTOGROUP)) {
            Files.writeString(AUTOGROUP, Integer.toString(niceness));
        }
    }

    /** Whether there was one that is not in {@code done}. */
    private static boolean visitThreads(Libc libc, int niceness, Set<Integer> done) throws IOException {
        boolean found = false;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path each : threads) {
                int thread = Integer.parseInt(each.getFileName().toString());
                if (done.add(thread)) {
                    found = true;
                    int result = libc.setpriority(PRIO_PROCESS, thread, niceness);
                    if (result < 0 && result != -Errno.ESRCH) {
                        throw new IOException("niceness " + niceness + ": " + Errno.describe(-result));
                    }
                }
            }
        }
        return found;
    }

    private static String[] stat() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        // the name may itself hold spaces and parentheses
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }
}
