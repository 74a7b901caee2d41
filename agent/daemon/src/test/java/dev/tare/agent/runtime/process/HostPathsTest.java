package dev.tare.agent.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostPathsTest {

    @TempDir
    Path rootfs;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(rootfs.resolve("jre/bin"));
        Files.createDirectories(rootfs.resolve("probe"));
        Files.createFile(rootfs.resolve("jre/bin/java"));
        Files.createFile(rootfs.resolve("probe/a.jar"));
        Files.createFile(rootfs.resolve("probe/b.jar"));
    }

    @Test
    void whatIsInTheBundleGetsItsPlaceOnTheHost() {
        assertThat(HostPaths.of(rootfs, "/jre/bin/java")).isEqualTo(rootfs + "/jre/bin/java");
        assertThat(HostPaths.of(rootfs, "-XX:AOTCache=/probe/a.jar"))
                .isEqualTo("-XX:AOTCache=" + rootfs + "/probe/a.jar");
        assertThat(HostPaths.of(rootfs, "/probe/a.jar:/probe/b.jar"))
                .isEqualTo(rootfs + "/probe/a.jar:" + rootfs + "/probe/b.jar");
    }

    @Test
    void anythingElseStaysAsItIs() {
        for (String argument :
                new String[] {"", "a/jre/bin/java", "/no/such", "-x=/etc/passwd", "/", "/../..", "a:b"}) {
            assertThat(HostPaths.of(rootfs, argument)).isEqualTo(argument);
        }
    }
}
