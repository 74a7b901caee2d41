package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.runtime.LaunchSpec;

/** How many processors a guest has, and how much memory. */
record GuestSize(int cpus, long memoryMebibytes) {

    /** For the kernel, the probe's heap and code, and a tmpfs of 64 MiB. */
    private static final int WORK_MEBIBYTES = 448;

    private static final int MEBI_SHIFT = 20;

    /**
     * As the options say; else as many processors as its side has, and as much memory as it takes. The initramfs is in memory
     * twice for a moment: as it was loaded, and unpacked.
     */
    static GuestSize of(LaunchSpec spec, long initramfsBytes) throws UnavailableException {
        int cpus = (int) option(spec, "vcpus");
        long needed = WORK_MEBIBYTES + 2 * (initramfsBytes >> MEBI_SHIFT);
        long memory = option(spec, "memory") >> MEBI_SHIFT;
        if (memory > 0 && memory < needed) {
            throw new UnavailableException(
                    "a guest with a memory of " + memory + " MiB has no room for the probe",
                    "give it at least " + needed + "MiB, or leave memory out");
        }
        return new GuestSize(cpus > 0 ? cpus : Math.max(1, spec.cpus().size()), memory > 0 ? memory : needed);
    }

    private static long option(LaunchSpec spec, String name) {
        return Long.parseLong(spec.options().getOrDefault(name, "0"));
    }
}
