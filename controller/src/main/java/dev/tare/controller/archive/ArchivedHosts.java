package dev.tare.controller.archive;

import com.fasterxml.jackson.core.JacksonException;
import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the hosts were when an archive's trials were measured. What is left of its plan is measured by the same probe and engines on
 * the same CPUs, under the same kernel and settings: trials of two placements, builds or settings are no repetitions of one another,
 * and the archive keeps one description of a host, by which all of its trials are judged.
 */
public final class ArchivedHosts {

    /**
     * Beginnings of facts that say how a host is just now, and not how it is set; and of the share that real-time traffic may have, which
     * each trial with such traffic looks at.
     */
    private static final List<String> PASSING =
            List.of("wall_clock.", "net.ipv4.tcp_available_congestion_control", "kernel.sched_rt_");

    /** Kinds of devices, as iproute2 names them; a card's driver is none of them. */
    private static final Set<String> MADE_BY_SOFTWARE = Set.of(
            "bond",
            "bridge",
            "dummy",
            "ipvlan",
            "macvlan",
            "macvtap",
            "openvswitch",
            "team",
            "tun",
            "veth",
            "vlan",
            "vxlan");

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
        now.interfaces()
                .forEach(device -> then.interfaces().stream()
                        .filter(before -> before.name().equals(device.name()) && isCard(before) && isCard(device))
                        .forEach(before -> compare(host, before, device, differences)));
    }

    /** What a bridge or a bond offers follows from what is in it just now. */
    private static boolean isCard(HostEnvironment.Interface device) {
        String driver = device.driver();
        return driver != null && !driver.isEmpty() && !MADE_BY_SOFTWARE.contains(driver);
    }

    /** Which ethtool and ip set, and a boot takes back. */
    private static void compare(
            String host, HostEnvironment.Interface then, HostEnvironment.Interface now, List<String> differences) {
        compare(
                host,
                "the MTU of " + now.name(),
                words(List.of(then.mtuBytes())),
                words(List.of(now.mtuBytes())),
                differences);
        Map<String, String> before = offloads(then);
        offloads(now)
                .forEach((name, value) ->
                        compare(host, name + " of " + now.name(), before.getOrDefault(name, ""), value, differences));
    }

    private static Map<String, String> offloads(HostEnvironment.Interface device) {
        Map<String, String> told = device.offloads();
        return told == null ? Map.of() : told;
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
