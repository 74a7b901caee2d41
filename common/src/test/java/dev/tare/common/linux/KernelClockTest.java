package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelClockTest {

    @TempDir
    private Path proc;

    @Test
    void namesTheBootAndTheNamespace() throws IOException {
        tell("4f2e", "time:[4026531834]");
        assertThat(KernelClock.read(proc)).contains(new KernelClock("4f2e time:[4026531834]"));
    }

    @Test
    void isNotKnownWhereTheKernelTellsHalf() throws IOException {
        tell("4f2e", "time:[4026531834]");
        Files.delete(proc.resolve("self/ns/time"));
        assertThat(KernelClock.read(proc)).isEmpty();
        tell("", "time:[4026531834]");
        assertThat(KernelClock.read(proc)).isEmpty();
    }

    @Test
    void isTheSameForEveryReadingHere() {
        Path real = Path.of("/proc");
        assertThat(KernelClock.read(real)).isPresent().isEqualTo(KernelClock.read(real));
    }

    private void tell(String boot, String namespace) throws IOException {
        Path random = Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(random.resolve("boot_id"), boot + "\n");
        Path namespaces = Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(namespaces.resolve("time"), Path.of(namespace));
    }
}
