package dev.tare.controller.lab.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A Debian package outside of the machine's own suites.
 *
 * @param also what it needs from the same suite, because this release's is too old; unpacked into the same folder
 * @param suite {@code %s} stands for the release's codename
 * @param program where its program is, below the folder it is unpacked into
 * @param why for the person whose machine it is
 */
public record ForeignPackage(String name, List<String> also, String suite, String component, Path program, String why) {

    public static final ForeignPackage GVISOR = new ForeignPackage(
            "runsc",
            List.of(),
            "%s-backports",
            "main",
            Path.of("usr/bin/runsc"),
            "is gVisor; the release's own is too old for the systrap platform");

    public static final ForeignPackage NETPERF = new ForeignPackage(
            "netperf",
            List.of(),
            "%s",
            "non-free",
            Path.of("usr/bin/netperf"),
            "is the engine netperf, which this release has outside of its main part");

    /** Downloaded and never installed: the machine keeps its own kernel. */
    public static final ForeignPackage KERNEL = new ForeignPackage(
            "linux-image-cloud-amd64", List.of(), "%s", "main", Path.of("boot"), "has the kernel of virtual machines");

    /** Built for a newer C library than the release's, which comes with it. */
    public static final ForeignPackage APPTAINER = new ForeignPackage(
            "apptainer",
            List.of("libc6", "libseccomp2", "libsqlite3-0"),
            "unstable",
            "main",
            Path.of("usr/bin/apptainer"),
            "is in no release of Debian");

    public static final List<ForeignPackage> ALL = List.of(GVISOR, NETPERF, KERNEL, APPTAINER);

    public ForeignPackage {
        also = List.copyOf(also);
    }

    /** What apt is asked for: of a kernel's name without a version, the package that it depends on. */
    List<String> selectors() {
        List<String> all = new ArrayList<>();
        all.add(name.startsWith("linux-image-") ? "?reverse-depends(?exact-name(" + name + "))" : name);
        all.addAll(also);
        return all;
    }

    /**
     * Those that runtimes and engines are in.
     *
     * @param kinds names of either
     */
    public static List<ForeignPackage> of(Set<String> kinds) {
        List<ForeignPackage> all = new ArrayList<>();
        if (kinds.contains("gvisor") || kinds.contains("gvisor-hostnet")) {
            all.add(GVISOR);
        }
        if (kinds.contains("kvm") || kinds.contains("firecracker")) {
            all.add(KERNEL);
        }
        if (kinds.contains("apptainer")) {
            all.add(APPTAINER);
        }
        if (kinds.contains("netperf")) {
            all.add(NETPERF);
        }
        return all;
    }
}
