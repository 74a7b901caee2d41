package dev.tare.controller.lab.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.LabFile;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.lab.state.LabFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentCommandTest {

    private static final Installation INSTALLATION =
            new Installation(Path.of("/tare"), Path.of("/jdk"), List.of("@tare.args"));
    private static final LabFolder FOLDER = new LabFolder(Path.of("/run/tare/labs/x"));

    @Test
    void anAgentRunsOnItsSidesCpuWithItsOwnCertificate() {
        LabSpec spec = LabSpecs.tenGigabit("x");
        AgentCommand command = new AgentCommand(INSTALLATION, FOLDER, spec, ClockOffsets.NONE);
        assertThat(command.of("server"))
                .startsWith("setsid", "taskset", "--cpu-list", "1")
                .containsSequence(
                        "env", "MALLOC_ARENA_MAX=1", "/jdk/bin/java", "@/tare/agent/daemon/target/dist/agent.args")
                .containsSequence("--listen", "10.77.0.2:7411")
                .containsSequence("--key", "/run/tare/labs/x/tls/server.key")
                .containsSequence("--tools", "/tools/runsc")
                .doesNotContain("unshare");
    }

    @Test
    void aShiftedClockIsATimeNamespace() {
        LabSpec spec = LabSpecs.unlimitedWithClocks("x");
        AgentCommand command = new AgentCommand(INSTALLATION, FOLDER, spec, spec.clocks());
        assertThat(command.of("client"))
                .containsSequence("unshare", "--time", "--monotonic", "3600", "--boottime", "3600", "--");
    }

    @Test
    void theLabFileIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("lab.yaml"), LabFileText.of(LabSpecs.tenGigabit("x"), FOLDER, true));
        Lab lab = LabFile.read(file);
        assertThat(lab.name()).isEqualTo("x");
        assertThat(lab.madeByTare()).isTrue();
        assertThat(lab.link()).isEqualTo(new Lab.Link(10_000_000_000L, 1500));
        assertThat(lab.host("server").runtimeAddress()).isEqualTo("10.78.0.102/24");
        assertThat(lab.tls().key()).isEqualTo(FOLDER.tls().key("controller"));
    }
}
