package dev.tare.agent.runtime.nspawn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NspawnRootTest {

    @TempDir
    Path directory;

    @Test
    void bindsWhatIsInTheBundleAndHasAPlaceForWhatIsMounted() throws IOException {
        Path rootfs = Files.createDirectories(directory.resolve("bundle:1"));
        Files.createDirectory(rootfs.resolve("jre"));
        Files.createDirectory(rootfs.resolve("proc"));
        Files.createFile(rootfs.resolve("a:file"));
        Files.createSymbolicLink(rootfs.resolve("lib64"), Path.of("usr/lib64"));
        Path root = directory.resolve("root");
        String escaped = directory + "/bundle\\:1";
        assertThat(NspawnRoot.make(root, rootfs))
                .containsExactlyInAnyOrder(
                        "--directory=" + root,
                        "--bind-ro=" + escaped + "/jre:/jre",
                        "--bind-ro=" + escaped + "/a\\:file:/a\\:file");
        for (String name : new String[] {"usr", "proc", "sys", "dev", "run", "tmp", "jre"}) {
            assertThat(root.resolve(name)).isEmptyDirectory();
        }
        assertThat(root.resolve("a:file")).isEmptyFile();
        assertThat(Files.readSymbolicLink(root.resolve("lib64"))).isEqualTo(Path.of("usr/lib64"));
    }
}
