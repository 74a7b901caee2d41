package dev.tare.controller.archive;

import com.fasterxml.jackson.core.JacksonException;
import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the hosts were when an archive's trials were measured. What is left of its plan is measured by the same probe and engines on
 * the same CPUs, under the same kernel and settings: trials of two placements, builds or settings are no repetitions of one another,
 * and the archive keeps one description of a host, by which all of its trials are judged.
 */
public final class ArchivedHosts {

    /** Beginnings of facts that say how a host is just now, and not how it is set. */
    private static final List<String> PASSING = List.of("wall_clock.", "net.ipv4.tcp_available_congestion_control");

    private final Path root;

    private ArchivedHosts(Path root) {
        this.root = root;
    }

    /** Of an archive that is gone on with. */
    public static ArchivedHosts of(Path root) {
        return new ArchivedHosts(root);
    }

    /**
     * What the hosts are now and were not then, in sentences; what one of the two does not tell is not compared.
     *
     * @throws TareException when the archive does not say what they were
     */
    public List<String> differences(Map<String, HostEnvironment> now) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, HostEnvironment> host : now.entrySet()) {
            Path file = new ArchiveLayout(root).environment(host.getKey());
            if (Files.isRegularFile(file)) {
                compare(host.getKey(), read(file), host.getValue(), differences);
            }
        }
        return differences;
    }

    /**
     * Compares them with what the hosts are now.
     *
     * @throws TareException when they differ
     */
    public void check(Map<String, HostEnvironment> now) throws IOException {
        List<String> differences = differences(now);
        if (!differences.isEmpty()) {
            throw TareException.usage(
                    root + " cannot be gone on with here, its hosts are not as they were:\n  "
                            + String.join("\n  ", differences),
                    "go on with the same build of Tare, engines, CPUs and settings, or start the campaign anew with --out");
        }
    }

    private static HostEnvironment read(Path file) throws IOException {
        try {
            return Archive.reader().readValue(Files.readAllBytes(file), HostEnvironment.class);
        } catch (JacksonException broken) {
            throw TareException.usage(
                    file + " does not describe a host: " + broken.getOriginalMessage(),
                    "start the campaign anew with --out; tare report still shows what is there");
        }
    }

    private static void compare(String host, HostEnvironment then, HostEnvironment now, List<String> differences) {
        compare(host, "the probe's bundle", then.bundleDigest(), now.bundleDigest(), differences);
        compare(host, "the layer of engines", then.engineLayerDigest(), now.engineLayerDigest(), differences);
        compare(host, "the list of CPUs", words(then.allowedCpus()), words(now.allowedCpus()), differences);
        compare(host, "the kernel", then.kernel(), now.kernel(), differences);
        now.facts().forEach((name, value) -> {
            if (PASSING.stream().noneMatch(name::startsWith)) {
                compare(host, name, then.facts().getOrDefault(name, ""), value, differences);
            }
        });
    }

    private static void compare(String host, String what, String then, String now, List<String> differences) {
        if (!then.isEmpty() && !now.isEmpty() && !then.equals(now)) {
            differences.add("host " + host + ": " + what + " was " + then + " and is " + now);
        }
    }

    private static String words(List<Integer> cpus) {
        return String.join(",", cpus.stream().map(String::valueOf).toList());
    }
}
