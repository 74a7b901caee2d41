package dev.tare.controller.lab.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.LabSpecs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabJsonTest {

    @TempDir
    private Path folder;

    @Test
    void aLabComesBackAsItWas() throws Exception {
        LabSpec spec = LabSpecs.unlimitedWithClocks("x");
        LabReady ready = new LabReady(
                LabReady.SCHEMA_VERSION,
                spec,
                spec.clocks(),
                Instant.parse("2026-11-23T07:00:00Z"),
                Map.of("client", new LabReady.AgentLife(7, 1)));
        Path file = folder.resolve("lab.json");
        LabJson.write(file, ready);
        assertThat(LabJson.read(file, LabReady.class)).isEqualTo(ready);
        assertThat(Files.readString(file))
                .contains("\"mtu_bytes\"", "\"unlimited\"")
                .doesNotContain("shared");
    }

    @Test
    void aProcessIsKnownByItsStartToo() {
        ProcessStamp own = ProcessStamp.of(ProcessHandle.current().pid()).orElseThrow();
        assertThat(own.lives()).isTrue();
        assertThat(new ProcessStamp(own.pid(), own.startTicks() + 1).lives()).isFalse();
        // beyond the largest process id there is
        assertThat(ProcessStamp.of(1L << 23)).isEmpty();
    }

    @Test
    void aFolderOfALabIsForItsOwnerAndGoesAway() throws Exception {
        LabFolder lab = new LabStore(folder.resolve("labs")).folder("x");
        lab.create(LabSpec.USUAL_HOSTS);
        LabJson.write(lab.spec(), LabSpecs.tenGigabit("x"));
        assertThat(Files.getPosixFilePermissions(lab.path())).hasSize(3);
        assertThat(lab.readSpec().name()).isEqualTo("x");
        assertThat(lab.livingRoot()).isEmpty();
        lab.delete();
        lab.delete();
        assertThat(lab.path()).doesNotExist();
    }
}
