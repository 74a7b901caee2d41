package dev.tare.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackagesTest {

    /** What the archive is made from. */
    private static final List<String> BUILT = List.of(
            "LICENSE",
            "packaging/target/bom.json",
            "packaging/src/main/files/tare",
            "packaging/src/main/files/tare.unpacked",
            "packaging/src/main/files/tare-agent",
            "agent/daemon/target/dist/agent.args",
            "agent/daemon/target/dist/lib/daemon.jar",
            "agent/probe/target/bundle/bundle.json",
            "controller/target/dist/tare.args",
            "controller/target/dist/lib/controller.jar",
            "controller/target/dist/lib/picocli-4.jar",
            "controller/target/dist/lib/common.jar",
            "jre/release");

    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    @TempDir
    private Path root;

    @Test
    void theArchiveHasItsTermsAndItsBillOfMaterialsAtItsTop() throws IOException {
        assertThat(new Packages(build(), "amd64").archive().entries())
                .containsKeys("LICENSE", "bom.json", "bin/tare", "bin/tare-agent", "bundle/bundle.json", "jre/release");
    }

    /** Nobody knows where it will be. */
    @Test
    void theArchiveNamesNoPlaceOfItsOwn() throws IOException {
        assertThat(new Packages(build(), "amd64").archive().entries())
                .containsEntry(
                        "bin/tare", new FileTree.Entry.Text("packaging/src/main/files/tare.unpacked", EXECUTABLE))
                .doesNotContainKey("controller/agents.args");
    }

    @Test
    void whatIsInstalledHasAnArgumentFileForEachStartUpCache() throws IOException {
        FileTree installed = build().controllerIn("/usr/lib/tare");

        assertThat(installed.entries())
                .containsEntry("bin/tare", new FileTree.Entry.Text("packaging/src/main/files/tare", EXECUTABLE))
                .containsEntry("controller/agents.args", new FileTree.Entry.Text("""
                        # flags
                        "-Xbootclasspath/a:/usr/lib/tare/controller/lib/picocli-4.jar"
                        "-Dtare.home=/usr/lib/tare"
                        "-Dtare.args=/usr/lib/tare/controller/agents.args"
                        "-XX:AOTCache=/var/cache/tare/agents.aot"
                        "--class-path"
                        "/usr/lib/tare/controller/lib/common.jar:/usr/lib/tare/controller/lib/controller.jar"
                        """, PLAIN))
                .containsKeys("controller/tare.args", "controller/lib/picocli-4.jar");
    }

    /** Else a command would be early in a checkout and late from a package. */
    @Test
    void packageAndCheckoutChooseCachesForTheSameCommands() throws IOException {
        assertThat(toAgents(Path.of("src/main/files/tare"))).isEqualTo(toAgents(Path.of("../tare")));
    }

    private static String toAgents(Path script) throws IOException {
        try (Stream<String> lines = Files.lines(script)) {
            return lines.map(String::strip)
                    .filter(line -> line.contains(" selftest) args="))
                    .map(line -> line.substring(0, line.indexOf(')')))
                    .collect(Collectors.joining("\n"));
        }
    }

    private Build build() throws IOException {
        for (String file : BUILT) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.endsWith("tare.args") ? "# flags\n" : file);
        }
        return new Build(root, root.resolve("jre"), "1", Instant.EPOCH);
    }
}
