package dev.tare.agent.runtime;

import dev.tare.agent.process.TrialNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything on this host that belongs to the agent of this state directory: links, namespaces, processes, mounts, cgroups, files.
 * Others may be at work on the same machine.
 */
public final class Leftovers {

    private static final List<String> TRIALS = List.of(
            "conf",
            "check-runc",
            "check-crun",
            "check-lxc",
            "check-lxd",
            "check-lxd-host",
            "check-nspawn",
            "check-apptainer",
            "check-docker",
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

    private Leftovers() {}

    /** As the calling thread sees it. */
    public static Set<String> look(Path state) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String trialId : TRIALS) {
            look(state, TrialNames.of("test", state, trialId).tag(), found);
        }
        return found;
    }

    private static void look(Path state, String tag, Set<String> found) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
            if (line.strip().startsWith("tare" + tag)) {
                found.add("link " + line.strip().split(":", 2)[0]);
            }
        }
        listed("netns", Path.of("/run/netns"), "tare-" + tag, found);
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(tag) || line.contains(" /run/netns "))
                .forEach(line -> found.add("mount " + line.split(" ", 6)[4]));
        for (Path root : cgroupRoots()) {
            listed("cgroup", root.resolve("tare"), tag, found);
            for (String line : Files.readAllLines(Path.of("/proc/1/cgroup"))) {
                // liblxc's groups are below those of the first process
                listed("cgroup", Path.of(root + line.split(":", 3)[2]).resolve("tare"), tag, found);
            }
        }
        listed("file", Path.of("/run/systemd/nspawn/propagate"), "tare-" + tag, found);
        listed("file", state.resolve("instances"), "", found);
        processes(tag, found);
    }

    private static Set<Path> cgroupRoots() throws IOException {
        Set<Path> roots = new TreeSet<>();
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(" - cgroup"))
                .forEach(line -> roots.add(Path.of(line.split(" ", 6)[4])));
        return roots;
    }

    private static void listed(String kind, Path directory, String prefix, Set<String> found) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.getFileName().toString().startsWith(prefix))
                        .filter(file -> !kind.equals("cgroup") || Files.isDirectory(file))
                        .forEach(file -> found.add(kind + " " + file));
            }
        }
    }

    private static void processes(String tag, Set<String> found) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    String told = new String(
                                    Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1)
                            + new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
                    if (told.contains("tare-" + tag)) {
                        found.add("process " + process + " " + told.replace('\0', ' '));
                    }
                } catch (IOException e) {
                    assert !Files.exists(process.resolve("exe")) : process;
                }
            }
        }
    }
}
