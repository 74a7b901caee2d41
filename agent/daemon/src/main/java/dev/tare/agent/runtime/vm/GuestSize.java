package dev.tare.agent.runtime.vm;

import dev.tare.agent.runtime.LaunchSpec;

/** How many processors a guest has, and how much memory. */
record GuestSize(int cpus, long memoryMebibytes) {

    /** For the kernel, the probe's heap and code, and a tmpfs of 64 MiB. */
    private static final int WORK_MEBIBYTES = 448;

    /** As many processors as its side has. The initramfs is in memory twice for a moment: as it was loaded, and unpacked. */
    static GuestSize of(LaunchSpec spec, long initramfsBytes) {
        return new GuestSize(Math.max(1, spec.cpus().size()), WORK_MEBIBYTES + 2 * (initramfsBytes >> 20));
    }
}
