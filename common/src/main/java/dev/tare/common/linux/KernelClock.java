package dev.tare.common.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which clock a process reads as its monotonic one: that of the kernel that booted with this identifier, seen through this
 * time namespace (time_namespaces(7)). Two processes that tell the same read the same clock, and no measurement of their
 * offset can be better than that. A virtual machine and gVisor have kernels of their own, and so clocks.
 *
 * @param text the boot's identifier and the namespace's, to be compared and nothing else
 */
public record KernelClock(String text) {

    /** Of the calling process; empty where its kernel does not tell both. {@code proc} is {@code /proc}. */
    public static Optional<KernelClock> read(Path proc) {
        try {
            String boot = new String(
                            Files.readAllBytes(proc.resolve("sys/kernel/random/boot_id")), StandardCharsets.ISO_8859_1)
                    .strip();
            String namespace =
                    Files.readSymbolicLink(proc.resolve("self/ns/time")).toString();
            return boot.isEmpty() ? Optional.empty() : Optional.of(new KernelClock(boot + " " + namespace));
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
