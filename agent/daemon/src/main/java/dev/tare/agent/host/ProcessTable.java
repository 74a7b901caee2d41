package dev.tare.agent.host;

import java.io.File;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The processes of the host, as far as the agent's {@code /proc} shows them. */
final class ProcessTable {

    private static final int MAXIMUM_DEPTH = 64;

    /** Of whatever trial or owner. */
    private static final Pattern SCOPE = Pattern.compile("/tare/[0-9a-f]{8}(/|$)", Pattern.MULTILINE);

    private final HostRoot root;
    private final long self;

    ProcessTable(HostRoot root, long self) {
        this.root = root;
        this.self = self;
    }

    Set<Long> ids() {
        var ids = new HashSet<Long>();
        String[] names = new File(root.root().toFile(), "proc").list();
        if (names != null) {
            for (String name : names) {
                if (Character.isDigit(name.charAt(0))) {
                    ids.add(Long.parseLong(name));
                }
            }
        }
        return ids;
    }

    /** Those of {@code names} that run in this process namespace, as the kernel names them. */
    SortedSet<String> running(Set<String> names) {
        var running = new TreeSet<String>();
        for (long pid : ids()) {
            root.text("proc/" + pid + "/comm").filter(names::contains).ifPresent(running::add);
        }
        return running;
    }

    /**
     * {@code process ID NAME} when the process is of that trial: by its cgroup or its environment.
     *
     * @param alone whether this agent's other descendants are the trial's, too, whatever they are called; not those in the
     *     cgroup of another trial, or of a daemon or a rehearsal, which may begin at any time
     */
    Optional<String> ours(long pid, String tag, boolean alone) {
        Optional<String> stat = root.text("proc/" + pid + "/stat");
        if (stat.isEmpty() || isZombieOfAnother(stat.get())) {
            return Optional.empty();
        }
        boolean named = contains(pid, "cgroup", tag) || contains(pid, "environ", LeakAudit.TRIAL_VARIABLE + "=" + tag);
        if (!named && !(alone && isDescendant(pid) && !isInScope(pid))) {
            return Optional.empty();
        }
        String name = root.text("proc/" + pid + "/comm").orElse("?");
        return Optional.of("process " + pid + " " + name);
    }

    private boolean contains(long pid, String file, String text) {
        return root.text("proc/" + pid + "/" + file).orElse("").contains(text);
    }

    private boolean isInScope(long pid) {
        return SCOPE.matcher(root.text("proc/" + pid + "/cgroup").orElse("")).find();
    }

    private boolean isDescendant(long pid) {
        long current = pid;
        for (int depth = 0; depth < MAXIMUM_DEPTH && current > 1; depth++) {
            if (current == self) {
                return true;
            }
            current = root.text("proc/" + current + "/stat")
                    .map(ProcessTable::parent)
                    .orElse(0L);
        }
        return false;
    }

    /** Dead, and waiting for a parent that is not this agent to notice. */
    private boolean isZombieOfAnother(String stat) {
        return afterName(stat).startsWith("Z") && parent(stat) != self;
    }

    /** proc_pid_stat(5): the parent is the second field after the name, which stands in brackets and may hold anything. */
    private static long parent(String stat) {
        return Long.parseLong(afterName(stat).split(" ", 3)[1]);
    }

    private static String afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2);
    }
}
