package dev.tare.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.runtime.MemoryLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupScopeTest {

    private static final TrialNames NAMES = TrialNames.of("client", Path.of("/state"), "t1");

    @TempDir
    private Path unified;

    @Test
    void isWrittenDownAndMade() throws IOException {
        MemoryLedger ledger = new MemoryLedger();
        open(ledger);
        assertThat(ledger.open()).hasSize(1);
        assertThat(unified.resolve(NAMES.cgroup()).resolve("run")).isDirectory();
    }

    @Test
    void pressureIsKeptInNoneOfItsLevels() throws IOException {
        // the kernel makes these files with the groups
        Path root = unified.resolve("cgroup.pressure");
        Files.writeString(root, "1");
        List<Path> ours = List.of(
                unified.resolve("tare/cgroup.pressure"),
                unified.resolve(NAMES.cgroup()).resolve("cgroup.pressure"),
                unified.resolve(NAMES.cgroup()).resolve("run/cgroup.pressure"));
        for (Path file : ours) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "1");
        }
        open(new MemoryLedger());
        assertThat(ours).allSatisfy(file -> assertThat(file).hasContent("0"));
        assertThat(root).hasContent("1");
    }

    private void open(MemoryLedger ledger) throws IOException {
        CgroupScope.open(new CgroupTree(unified, List.of()), NAMES, "t1", ledger);
    }
}
