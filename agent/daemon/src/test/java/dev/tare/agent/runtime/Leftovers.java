package dev.tare.agent.runtime;

import dev.tare.agent.process.TrialNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything on this host that belongs to the agent of this state directory: links, namespaces, processes, mounts, cgroups, files.
 * Others may be at work on the same machine.
 */
public final class Leftovers {

    private static final List<String> REHEARSALS = List.of(
            "check-runc",
            "check-crun",
            "check-lxc",
            "check-lxd",
            "check-lxd-host",
            "check-nspawn",
            "check-apptainer",
            "check-docker",
            "check-docker-runc",
            "check-docker-runsc",
            "check-podman",
            "check-containerd-runc",
            "check-kata-qemu-virtiofs",
            "check-gvisor-ptrace",
            "check-gvisor-systrap",
            "check-gvisor-kvm",
            "check-firecracker",
            "check-kvm-q35-kvm",
            "check-kvm-q35-tcg",
            "check-kvm-microvm-kvm",
            "check-kvm-microvm-tcg");

    /** A host's first few; one that leaves something does so at once. */
    private static final int TRIES = 3;

    private Leftovers() {}

    /** As the calling thread sees it. */
    public static Set<String> look(Path state) throws IOException {
        Set<String> tags = new TreeSet<>();
        tags.add(tag(state, "conf"));
        for (String rehearsal : REHEARSALS) {
            for (int number = 1; number <= TRIES; number++) {
                tags.add(tag(state, rehearsal + "-" + number));
            }
        }
        return look(state, tags);
    }

    /** The same of an agent with a name, and of what one trial made. */
    public static Set<String> look(String agent, Path state, String trialId) throws IOException {
        return look(state, Set.of(TrialNames.of(agent, state, trialId).tag()));
    }

    private static Set<String> look(Path state, Set<String> tags) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
            String device = line.strip().split(":", 2)[0];
            if (tags.stream().anyMatch(tag -> device.startsWith("tare" + tag))) {
                found.add("link " + device);
            }
        }
        listed(
                "netns",
                Path.of("/run/netns"),
                name -> tags.stream().anyMatch(tag -> name.startsWith("tare-" + tag)),
                found);
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(" /run/netns ") || tags.stream().anyMatch(line::contains))
                .forEach(line -> found.add("mount " + line.split(" ", 6)[4]));
        for (Path root : cgroupRoots()) {
            listed("cgroup", root.resolve("tare"), name -> tags.stream().anyMatch(name::startsWith), found);
            for (String line : Files.readAllLines(Path.of("/proc/1/cgroup"))) {
                // liblxc's groups are below those of the first process
                Path below = Path.of(root + line.split(":", 3)[2]).resolve("tare");
                listed("cgroup", below, name -> tags.stream().anyMatch(name::startsWith), found);
            }
        }
        Path propagated = Path.of("/run/systemd/nspawn/propagate");
        listed("file", propagated, name -> tags.stream().anyMatch(tag -> name.startsWith("tare-" + tag)), found);
        listed("file", state.resolve("instances"), _ -> true, found);
        Path locks = Path.of("/run/lxc/lock", state.toAbsolutePath().toString(), "instances");
        listed("file", locks, _ -> true, found);
        for (Path kept : children(state.resolve("instances"))) {
            // a daemon's own: what it remembers of containers, whether they run or not
            listed("container", kept.resolve("data").resolve("containers"), _ -> true, found);
        }
        processes(tags, found);
        return found;
    }

    private static String tag(Path state, String trialId) {
        return TrialNames.of("test", state, trialId).tag();
    }

    private static Set<Path> cgroupRoots() throws IOException {
        Set<Path> roots = new TreeSet<>();
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(" - cgroup"))
                .forEach(line -> roots.add(Path.of(line.split(" ", 6)[4])));
        return roots;
    }

    private static void listed(String kind, Path directory, Predicate<String> ours, Set<String> found)
            throws IOException {
        children(directory).stream()
                .filter(file -> ours.test(file.getFileName().toString()))
                .filter(file -> !kind.equals("cgroup") || Files.isDirectory(file))
                .forEach(file -> found.add(kind + " " + file));
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            // others take away what is empty
            return List.of();
        }
    }

    private static void processes(Set<String> tags, Set<String> found) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    String told = new String(
                                    Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1)
                            + new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
                    if (tags.stream().anyMatch(tag -> told.contains("tare-" + tag))) {
                        found.add("process " + process + " " + told.replace('\0', ' '));
                    }
                } catch (IOException e) {
                    assert !Files.exists(process.resolve("exe")) : process;
                }
            }
        }
    }
}
