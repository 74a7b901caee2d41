package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.LabAddresses;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabStore;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A lab that a test made, looked into from outside. */
final class RealLab implements AutoCloseable {

    private static final String AGENT = "dev.tare.agent.Main";
    private static final int LOG_LINES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** In the environment of what an agent starts for a trial, and of what that starts in turn. */
    private static final List<String> MARKS = List.of("TARE_INSTANCE=", "TARE_TRIAL=");

    /** Of a trial's things, in command lines: gVisor's sandbox has none of its parent's environment. */
    private static final Pattern NAME = Pattern.compile("\\btare-[0-9a-f]{8}\\b");

    private final RealTare tare;
    private final LabFolder folder;

    RealLab(RealTare tare, String... options) throws IOException, InterruptedException {
        this.tare = tare;
        String name = "it-" + ProcessHandle.current().pid();
        List<String> up = new ArrayList<>(List.of("lab", "up", "--name", name, "--no-install"));
        up.addAll(List.of(options));
        tare.run(up.toArray(String[]::new));
        folder = LabStore.ofMachine().folder(name);
    }

    Path file() {
        return folder.labFile();
    }

    /** Where the lab's controller is; what follows runs there. */
    List<String> management() throws IOException {
        return List.of("nsenter", "--net=" + folder.livingRoot().orElseThrow().networkNamespace(), "--");
    }

    /** On a host, with its CPUs; what follows is a child of the process that is started. */
    List<String> host(Side side) throws IOException {
        long agent = agent(side).orElseThrow().pid();
        String cpus = Files.readAllLines(Path.of("/proc", Long.toString(agent), "status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
        // its /proc is of the lab's processes: a stranger to them would not even find its own libraries
        List<String> words = new ArrayList<>(List.of("nsenter", "--target=" + agent));
        words.addAll(List.of("--net", "--mount", "--uts", "--pid", "--", "taskset", "--cpu-list", cpus));
        return words;
    }

    /** Processes of the lab whose command line has all these words. */
    List<ProcessHandle> processes(String... words) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        for (ProcessHandle process : tree()) {
            String line = commandLine(process);
            if (Stream.of(words).allMatch(line::contains)) {
                found.add(process);
            }
        }
        return found;
    }

    /** Processes that the agents started, for a trial or for all, whose command line has this word. */
    List<ProcessHandle> instances(String word) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        for (Side side : Side.values()) {
            agent(side).stream()
                    .flatMap(ProcessHandle::descendants)
                    .filter(process -> commandLine(process).contains(word))
                    .forEach(found::add);
        }
        return found;
    }

    Optional<ProcessHandle> agent(Side side) throws IOException {
        return processes(AGENT, "--name " + side.word()).stream()
                // nsenter, unshare and taskset become it; what is above it only mentions it
                .filter(RealLab::isAgent)
                // and what it starts has its words until it becomes another program
                .filter(process -> process.parent().filter(RealLab::isAgent).isEmpty())
                .findFirst();
    }

    private static boolean isAgent(ProcessHandle process) {
        String line = commandLine(process);
        return line.split(" ", 2)[0].endsWith("/java") && line.contains(AGENT);
    }

    /** What went through a host's data device until now, both ways. */
    long dataBytes(Side side) throws IOException {
        long agent = agent(side).orElseThrow().pid();
        return Files.readAllLines(Path.of("/proc", Long.toString(agent), "net/dev")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(LabAddresses.DATA_DEVICE + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip().split(" +", -1))
                // received bytes come first, sent ones after the eight columns of those received
                .mapToLong(words -> Long.parseLong(words[0]) + Long.parseLong(words[8]))
                .sum();
    }

    /**
     * What a trial may leave behind: processes besides agents and keeper, links, namespaces and mounts of each host, and
     * the machine's groups of trials. Daemons that agents keep are among them.
     */
    SortedSet<String> traces() throws IOException {
        SortedSet<String> traces = new TreeSet<>();
        for (Side side : Side.values()) {
            ProcessHandle agent = agent(side).orElseThrow();
            Path proc = Path.of("/proc", Long.toString(agent.pid()));
            agent.descendants().forEach(child -> traces.add(side + " process " + commandLine(child)));
            // the kernel's own table of the agent's network, without entering it
            Files.readAllLines(proc.resolve("net/dev")).stream()
                    .filter(line -> line.contains(":"))
                    .forEach(line -> traces.add(side + " link "
                            + line.substring(0, line.indexOf(':')).strip()));
            Files.readAllLines(proc.resolve("mountinfo")).stream()
                    .map(line -> line.split(" ", 6)[4])
                    .forEach(mount -> traces.add(side + " mount " + mount));
        }
        processes("dev.tare.probe.Main").forEach(probe -> traces.add("process " + commandLine(probe)));
        marked().forEach(process -> traces.add("process " + process));
        traces.addAll(groups());
        return traces;
    }

    /**
     * Command lines of what agents started, whoever is its parent now. The orphans of an agent that was killed go to the first
     * process of the lab's own process namespace, and so stay in its tree, and out of that of a lab beside it.
     */
    private List<String> marked() throws IOException {
        return tree().stream()
                .filter(RealLab::isMarked)
                .map(RealLab::commandLine)
                // it has ended since
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** What ends with a trial may take a moment longer than the command that ran it. */
    void awaitTraces(SortedSet<String> wanted) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!traces().equals(wanted) && System.nanoTime() < endNanos) {
            Thread.sleep(100);
        }
        assertThat(traces()).isEqualTo(wanted);
    }

    private static boolean isMarked(ProcessHandle process) {
        return NAME.matcher(commandLine(process)).find()
                || Stream.of(text(process, "environ").split("\0", -1))
                        .anyMatch(variable -> MARKS.stream().anyMatch(variable::startsWith));
    }

    /** Groups of trials in every hierarchy: they belong to the machine, not to a host. */
    private static List<String> groups() throws IOException {
        List<String> groups = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            Path ours = Path.of(line.split(" ", 6)[4], "tare");
            if ((line.contains(" - cgroup ") || line.contains(" - cgroup2 ")) && Files.isDirectory(ours)) {
                try (Stream<Path> trials = Files.list(ours)) {
                    trials.filter(Files::isDirectory).forEach(trial -> groups.add("group " + trial));
                }
            }
        }
        return groups;
    }

    /** What both agents wrote last, and what they believe to hold: for the message of a test that fails. */
    String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        for (Side side : Side.values()) {
            List<String> lines = Files.readAllLines(folder.agentLog(side.word()));
            logs.append("\n--- ").append(side).append('\n');
            logs.append(String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
            try (Stream<Path> state = Files.list(folder.agentState(side.word()))) {
                for (Path file : state.filter(Files::isRegularFile).toList()) {
                    logs.append("\n--- ").append(file).append('\n').append(Files.readString(file));
                }
            }
        }
        return logs.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            tare.run("lab", "down", "--name", folder.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the lab was taken down", e);
        }
    }

    private List<ProcessHandle> tree() throws IOException {
        long root = folder.livingRoot().orElseThrow().pid();
        return ProcessHandle.of(root).orElseThrow().descendants().toList();
    }

    static String commandLine(ProcessHandle process) {
        return text(process, "cmdline").replace('\0', ' ').strip();
    }

    private static String text(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // it has just ended
            return "";
        }
    }
}
