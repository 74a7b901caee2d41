package dev.tare.controller.lab.install;

import java.nio.file.Path;
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

    /** Those that runtimes are in. */
    public static List<ForeignPackage> of(Set<String> runtimes) {
        return runtimes.contains("gvisor") || runtimes.contains("gvisor-hostnet") ? List.of(GVISOR) : List.of();
    }
}
