package dev.tare.agent.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The CPUs that what the agent starts may run on. */
final class AllowedCpus {

    private static final String KEY = "Cpus_allowed_list:";

    private AllowedCpus() {}

    /** As the kernel lists them, e.g. {@code 0-3,7}: the trial's, or the agent's own where the trial does not say. */
    static String list(List<Integer> cpus) throws IOException {
        if (!cpus.isEmpty()) {
            return Wrappers.list(cpus);
        }
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(KEY))
                .map(line -> line.substring(KEY.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/status has no " + KEY));
    }
}
