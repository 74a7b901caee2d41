package dev.tare.controller.lab.local;

import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.SystemExec;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What one test's labs leave on the machine. They are known by the test's own folder, which stands in the arguments of
 * their processes and in their mounts; other labs on the machine are not looked at.
 */
record LabTrace(Path base, Installation installation) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration BECOMING = Duration.ofSeconds(15);
    private static final long SECOND_NANOS = 1_000_000_000;

    /** Programs that become the one that is looked for, or only wait for it. */
    private static final List<String> WRAPPERS = List.of("setsid", "unshare", "tini", "nsenter", "taskset", "nice");

    static LabTrace ofThisTest() {
        Path top =
                Path.of(System.getProperty("tare.root", "..")).toAbsolutePath().normalize();
        Path base = Path.of("/run", "tare-it-" + ProcessHandle.current().pid());
        return new LabTrace(base, Installation.onThisClassPath(top));
    }

    LocalLabs labs() {
        return new LocalLabs(new LabStore(base), installation);
    }

    /** Ends every lab and removes the test's folder. */
    void downAll() throws Exception {
        LocalLabs labs = labs();
        for (LabFolder folder : labs.store().list()) {
            labs.down(folder.name());
        }
        Files.deleteIfExists(base.resolve("lock"));
        Files.deleteIfExists(base);
    }

    /** Processes and mounts of the test's labs, as words for the message of a failure. */
    List<String> left() throws IOException {
        List<String> left = new ArrayList<>();
        for (long pid : pids()) {
            String arguments = read("/proc/" + pid + "/cmdline").replace('\0', ' ');
            if (arguments.contains(base + "/")) {
                left.add("process " + pid + " " + arguments);
            }
        }
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(base.toString()))
                .forEach(left::add);
        return left;
    }

    long keeperOf(Raised raised) throws IOException {
        return find("KeeperMain\0" + raised.folder().path() + "\0");
    }

    /** An agent that was just started is another program for a moment: it is waited for. */
    long agentOf(Raised raised, String side) throws Exception {
        String arguments = "\0--state\0" + raised.folder().agentState(side) + "\0";
        AtomicLong found = new AtomicLong();
        await(BECOMING, () -> {
            search(arguments).ifPresent(found::set);
            return found.get() > 0;
        });
        return found.get() > 0 ? found.get() : find(arguments);
    }

    /** Runs a program where that side's agent is. */
    String onHost(Raised raised, String side, String... words) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("nsenter", "--target=" + agentOf(raised, side), "--net", "--mount", "--uts", "--"));
        all.addAll(Arrays.asList(words));
        return new SystemExec().must(Command.of(all)).out();
    }

    String ofMachine(String... words) throws Exception {
        return new SystemExec().must(Command.of(words)).out();
    }

    /** As the kernel has it: {@code monotonic SECONDS NANOSECONDS}. */
    long agentClockAheadSeconds(Raised raised, String side) throws Exception {
        return read("/proc/" + agentOf(raised, side) + "/timens_offsets")
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("monotonic"))
                .map(line -> line.strip().split("\\s+", -1)[1])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /** As {@code kill -9} does. */
    void kill(long pid) throws Exception {
        new SystemExec().must(Command.of("kill", "-KILL", Long.toString(pid)));
    }

    void await(Duration limit, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + limit.toSeconds() * SECOND_NANOS;
        while (!condition.call() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static long find(String arguments) throws IOException {
        return search(arguments).orElseThrow(() -> new IOException("no process with " + arguments.replace('\0', ' ')));
    }

    /** The last of a chain of programs that became each other: the one whose arguments hold it all. */
    private static OptionalLong search(String arguments) throws IOException {
        for (long pid : pids()) {
            String line = read("/proc/" + pid + "/cmdline");
            if (line.contains(arguments) && WRAPPERS.stream().noneMatch(line::startsWith)) {
                return OptionalLong.of(pid);
            }
        }
        return OptionalLong.empty();
    }

    private static List<Long> pids() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .map(Long::parseLong)
                    .toList();
        }
    }

    /** Empty where the process has just ended. */
    private static String read(String file) throws IOException {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException gone) {
            // ESRCH while it is being read: gone, too
            if (Files.exists(Path.of(file))) {
                throw gone;
            }
            return "";
        }
    }
}
