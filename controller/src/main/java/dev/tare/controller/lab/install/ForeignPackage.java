package dev.tare.controller.lab.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A Debian package outside of the machine's own suites.
 *
 * @param suiteSuffix appended to the release's codename: {@code -backports}, or nothing
 * @param program where its program is, below the folder it is unpacked into
 * @param why for the person whose machine it is
 */
public record ForeignPackage(String name, String suiteSuffix, String component, Path program, String why) {

    public static final ForeignPackage GVISOR = new ForeignPackage(
            "runsc",
            "-backports",
            "main",
            Path.of("usr/bin/runsc"),
            "is gVisor; the release's own is too old for the systrap platform");

    public static final ForeignPackage NETPERF = new ForeignPackage(
            "netperf", "", "non-free", Path.of("usr/bin/netperf"), "is the peer that benchmarks compare with");

    /** Downloaded and never installed: the machine keeps its own kernel. */
    public static final ForeignPackage KERNEL = new ForeignPackage(
            "linux-image-cloud-amd64", "", "main", Path.of("boot"), "has the kernel of virtual machines");

    /** What apt is asked for: of a kernel's name without a version, the package that it depends on. */
    String selector() {
        return name.startsWith("linux-image-") ? "?reverse-depends(?exact-name(" + name + "))" : name;
    }

    /** Those that runtimes are in. */
    public static List<ForeignPackage> of(Set<String> runtimes) {
        List<ForeignPackage> all = new ArrayList<>();
        if (runtimes.contains("gvisor") || runtimes.contains("gvisor-hostnet")) {
            all.add(GVISOR);
        }
        if (runtimes.contains("kvm")) {
            all.add(KERNEL);
        }
        return all;
    }
}
