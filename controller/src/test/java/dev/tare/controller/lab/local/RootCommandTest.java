package dev.tare.controller.lab.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.lab.state.LabFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RootCommandTest {

    @Test
    void everythingOfALabIsBelowOneProcess() {
        Installation installation = new Installation(Path.of("/tare"), Path.of("/jdk"), "a.jar", Path.of("/none"));
        assertThat(RootCommand.of(installation, LabSpecs.tenGigabit("x"), new LabFolder(Path.of("/run/tare/labs/x"))))
                .startsWith("setsid")
                .containsSequence(
                        "unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--", "tini")
                .containsSequence("-cp", "a.jar", "dev.tare.controller.lab.keeper.KeeperMain", "/run/tare/labs/x")
                .noneMatch(word -> word.startsWith("-XX:AOTCache"));
    }
}
