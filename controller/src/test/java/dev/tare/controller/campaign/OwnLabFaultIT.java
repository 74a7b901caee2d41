package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.Journal;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tare demo} and {@code tare run} do without {@code --lab}: the lab is theirs, and goes when they go. */
final class OwnLabFaultIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** In the arguments of all that labs run. */
    private static final String BASE = LabStore.ofMachine().base() + "/";

    private static final String PLAN = """
            schemaVersion: 1
            name: own-lab
            repetitions: 1
            duration: 4s
            warmup: 200ms
            factors: {runtime: [runc], network: [bridge], workload: [tcp-rr], link: [10GE]}
            """;

    @TempDir
    private Path directory;

    private RealTare tare;
    private Path archive;
    private SortedSet<String> before;

    @BeforeEach
    void prepare() throws Exception {
        tare = new RealTare(directory);
        archive = directory.resolve("archive");
        before = machine();
    }

    @Test
    void ctrlCInMidTrialTakesTheLabDown() throws Exception {
        RealTare.Running run = startAndAwaitTrial();

        signal("INT", run.process().pid());

        assertThat(run.exit(LIMIT)).as(run.words()).isEqualTo(ExitCode.INTERRUPTED.number());
        // it ends only when all of it is gone
        assertThat(machine()).isEqualTo(before);
        assertThat(run.words())
                .contains(
                        "interrupted: stopping and tearing down", "interrupted, all torn down", "go on with: tare run");
    }

    @Test
    void killedByItselfItTakesAllWithItAndResumeGoesOn() throws Exception {
        RealTare.Running run = startAndAwaitTrial();

        // the outer process alone: what it started has to notice
        signal("KILL", run.process().pid());

        await(() -> machine().equals(before), RealCampaign.CLEAN_LIMIT);
        assertThat(machine()).isEqualTo(before);
        RealTare.Running rest = tare.start("run", "--resume", archive.toString(), "--no-install");
        assertThat(rest.exit(LIMIT)).as(rest.words()).isIn(0, 4);
        assertThat(Journal.read(archive.resolve("journal.ndjson")).trials()).hasSize(1);
        assertThat(machine()).isEqualTo(before);
    }

    /** Something that may throw. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition, Duration limit) throws IOException, InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.holds() && System.nanoTime() - until < 0) {
            Thread.sleep(50);
        }
    }

    /** Returns in the middle of the first trial. */
    private RealTare.Running startAndAwaitTrial() throws Exception {
        Path plan = Files.writeString(directory.resolve("plan.yaml"), PLAN);
        RealTare.Running run = tare.start("run", plan.toString(), "--out", archive.toString(), "--no-install");
        await(() -> !run.process().isAlive() || probes() >= 2, LIMIT);
        assertThat(run.process().isAlive()).as(run.words()).isTrue();
        // warm-up is over, the window is not
        Thread.sleep(1_500);
        return run;
    }

    private static long probes() {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    String line = commandLine(process);
                    return line.contains("/jre/bin/java") && line.contains("dev.tare.probe.Main");
                })
                .filter(OwnLabFaultIT::isOfALab)
                .count();
    }

    /** Below an agent of a lab of this machine: hosts that boot beside it have probes, too. */
    private static boolean isOfALab(ProcessHandle probe) {
        return Stream.iterate(probe.parent(), Optional::isPresent, parent -> parent.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream)
                .anyMatch(parent -> commandLine(parent).contains(BASE));
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** What labs leave on a machine: processes, mounts, control groups, devices, named namespaces, folders. */
    private static SortedSet<String> machine() throws IOException {
        SortedSet<String> found = new TreeSet<>();
        ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(OwnLabFaultIT::commandLine)
                .filter(line -> line.contains(BASE))
                .forEach(line -> found.add("process " + line));
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(BASE))
                .forEach(line -> found.add("mount " + line));
        for (LabFolder folder : LabStore.ofMachine().list()) {
            found.add("folder " + folder.path());
        }
        for (String place : List.of("/sys/class/net", "/run/netns")) {
            if (Files.isDirectory(Path.of(place))) {
                try (Stream<Path> entries = Files.list(Path.of(place))) {
                    entries.forEach(entry -> found.add("entry " + entry));
                }
            }
        }
        found.addAll(groups());
        return found;
    }

    /** Whatever else of the machine ends meanwhile takes its group away from under the walk, which then begins again. */
    private static List<String> groups() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"), 3)) {
                return groups.filter(group -> group.getFileName().toString().startsWith("tare"))
                        .map(group -> "group " + group)
                        .toList();
            } catch (UncheckedIOException gone) {
                assertThat(attempt).as("%s", gone).isLessThan(50);
            }
        }
    }
}
