package dev.tare.controller.lab.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.lab.state.LabFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RootCommandTest {

    @Test
    void everythingOfALabIsBelowOneProcess() {
        Installation installation = new Installation(Path.of("/tare"), Path.of("/jdk"), List.of("@tare.args"));
        assertThat(RootCommand.of(installation, LabSpecs.tenGigabit("x"), new LabFolder(Path.of("/run/tare/labs/x"))))
                .startsWith("setsid")
                .containsSequence(
                        "unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--", "tini")
                .containsSequence("/jdk/bin/java", "@tare.args")
                .endsWith("dev.tare.controller.lab.keeper.KeeperMain", "/run/tare/labs/x");
    }
}
