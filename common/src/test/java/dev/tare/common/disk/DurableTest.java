package dev.tare.common.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableTest {

    private static final byte[] WORDS = "words\n".getBytes(StandardCharsets.UTF_8);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @TempDir
    private Path directory;

    @Test
    void aFileIsReplacedAndNothingStaysBesideIt() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "what was there before, and is longer\n");
        Durable.write(file, WORDS);
        assertThat(file).hasBinaryContent(WORDS);
        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.new");
    }

    /** What everybody may read was left by somebody, under the name that is used on the way. */
    @Test
    void aSecretIsTheOwnersFromItsFirstByte() throws IOException {
        Path file = directory.resolve("key");
        Files.writeString(directory.resolve("key.new"), "left\n");
        Durable.write(file, WORDS, OWNER_ONLY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatCannotBeReplacedStays() throws IOException {
        Path obstacle = Files.createDirectory(directory.resolve("file"));
        assertThatIOException().isThrownBy(() -> Durable.write(obstacle, WORDS));
        assertThat(obstacle).isDirectory();
    }

    @Test
    void directoriesComeWithThoseAboveThem() throws IOException {
        Path deep = directory.resolve("a/b/c");
        Durable.createDirectories(deep);
        Durable.createDirectories(deep);
        assertThat(deep).isEmptyDirectory();
        Path file = Files.createFile(directory.resolve("file"));
        assertThatIOException().isThrownBy(() -> Durable.createDirectories(file));
    }
}
