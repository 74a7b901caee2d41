package dev.tare.common.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPUs this process, and so everything that it starts, may run on. */
public final class AllowedCpus {

    private static final String LABEL = "Cpus_allowed_list:";

    private AllowedCpus() {}

    public static CpuSet ofProcess() throws IOException {
        return of(Files.readString(Path.of("/proc/self/status")));
    }

    /** As {@code /proc/<pid>/status} has them. */
    public static CpuSet of(String status) throws IOException {
        return status.lines()
                .filter(line -> line.startsWith(LABEL))
                .map(line -> CpuSet.parse(line.substring(LABEL.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IOException("the kernel does not say which CPUs are allowed"));
    }
}
