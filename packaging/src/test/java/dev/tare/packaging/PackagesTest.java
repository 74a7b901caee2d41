package dev.tare.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackagesTest {

    /** What the archive is made from. */
    private static final List<String> BUILT = List.of(
            "LICENSE",
            "packaging/target/bom.json",
            "packaging/src/main/files/tare",
            "packaging/src/main/files/tare-agent",
            "agent/daemon/target/dist/agent.args",
            "agent/daemon/target/dist/lib/daemon.jar",
            "agent/probe/target/bundle/bundle.json",
            "controller/target/dist/tare.args",
            "controller/target/dist/lib/controller.jar",
            "jre/release");

    @TempDir
    private Path root;

    @Test
    void theArchiveHasItsTermsAndItsBillOfMaterialsAtItsTop() throws IOException {
        for (String file : BUILT) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
        }
        Build build = new Build(root, root.resolve("jre"), "1", Instant.EPOCH);

        assertThat(new Packages(build, "amd64").archive().entries())
                .containsKeys("LICENSE", "bom.json", "bin/tare", "bin/tare-agent", "bundle/bundle.json", "jre/release");
    }
}
