package dev.tare.agent.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BundleReaderTest {

    private static final String WHOLE = "{\"schema_version\": 1, \"digest\": \"sha256:00\", \"java_version\": \"25\","
            + " \"command\": [\"/jre/bin/java\", \"-version\"], \"environment\": {\"ONE\": \"1\"}}";

    @TempDir
    private Path directory;

    private void write(String json) throws IOException {
        Files.writeString(directory.resolve("bundle.json"), json);
    }

    private void makeRootfs() throws IOException {
        Files.createDirectory(directory.resolve("rootfs"));
    }

    @Test
    void aWholeOneIsRead() throws Exception {
        write(WHOLE);
        makeRootfs();
        Bundle bundle = BundleReader.read(directory);
        assertThat(bundle.rootfs()).isEqualTo(directory.resolve("rootfs"));
        assertThat(bundle.digest()).isEqualTo("sha256:00");
        assertThat(bundle.command()).containsExactly("/jre/bin/java", "-version");
        assertThat(bundle.environment()).containsOnlyKeys("ONE");
    }

    @Test
    void aDirectoryWithoutItsFileIsNone() {
        assertThatThrownBy(() -> BundleReader.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + " is no bundle: it has no bundle.json");
    }

    @Test
    void aFileWithoutItsRootFileSystemIsNone() throws Exception {
        write(WHOLE);
        assertThatThrownBy(() -> BundleReader.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + " is no bundle: it has no rootfs");
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "\"one\", 0", "null, 0", "-1, -1"})
    void anotherSchemaIsRefusedWithBothVersions(String written, String told) throws Exception {
        write(WHOLE.replace("\"schema_version\": 1", "\"schema_version\": " + written));
        makeRootfs();
        assertThatThrownBy(() -> BundleReader.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("bundle.json has schema_version " + told + ", this agent reads 1");
    }

    @ParameterizedTest
    @CsvSource({"digest, digest", "java_version, java_version", "command, command"})
    void whatIsMissingIsNamed(String field, String word) throws Exception {
        write(WHOLE.replace('"' + field + '"', "\"another\""));
        makeRootfs();
        assertThatThrownBy(() -> BundleReader.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("bundle.json has no " + word);
    }

    @Test
    void whatIsNoJsonIsAFailureAndNoBundle() throws Exception {
        write("{\"schema_version\": ");
        makeRootfs();
        assertThatThrownBy(() -> BundleReader.read(directory)).isInstanceOf(IOException.class);
    }
}
