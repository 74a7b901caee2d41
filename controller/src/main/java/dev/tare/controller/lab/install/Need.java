package dev.tare.controller.lab.install;

import java.util.ArrayList;
import java.util.List;

/**
 * A program that is needed.
 *
 * @param program as on PATH
 * @param debianPackage where Debian has it
 * @param why for the person whose machine it is
 */
public record Need(String program, String debianPackage, String why) {

    private static final List<Need> LAB = List.of(
            new Need("ip", "iproute2", "makes the lab's links and addresses"),
            new Need("tc", "iproute2", "shapes the lab's link"),
            new Need("nft", "nftables", "translates addresses for network nat"),
            new Need("unshare", "util-linux", "makes the lab's namespaces"),
            new Need("nsenter", "util-linux", "puts agents on the lab's hosts"),
            new Need("setpriv", "util-linux", "ends the measuring when its parent ends"),
            new Need("setsid", "util-linux", "keeps Ctrl-C from the lab's hosts"),
            new Need("taskset", "util-linux", "gives each side its own CPU"),
            new Need("mount", "mount", "gives each host its own /run and /sys"),
            new Need("hostname", "hostname", "names the lab's hosts"),
            new Need("tini", "tini", "is the lab's first process and reaps its orphans"));

    private static final Need RUNC = new Need("runc", "runc", "is a runtime that the demo measures");

    /** For a lab on this machine. */
    public static List<Need> ofLab() {
        return LAB;
    }

    /** For the demo: a lab, and runtimes. gVisor's is fetched apart. */
    public static List<Need> ofDemo() {
        List<Need> all = new ArrayList<>(LAB);
        all.add(RUNC);
        return all;
    }

    /** For the benchmarks, beside what the demo needs. */
    public static List<Need> ofBench() {
        return List.of(
                new Need("iperf3", "iperf3", "is what tcp-stream is compared with"),
                new Need("sockperf", "sockperf", "is what tcp-rr is compared with where netperf cannot be had"));
    }
}
