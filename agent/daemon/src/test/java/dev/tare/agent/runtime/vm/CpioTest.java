package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpioTest {

    @TempDir
    private Path directory;

    @Test
    void holdsDirectoriesFilesAndLinksWithTheirModes() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "from a file");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (Cpio cpio = new Cpio(archive)) {
            cpio.directory("d", 0755);
            cpio.file("d/bytes", 0644, new byte[] {1, 2, 3});
            cpio.file("d/file", 0755, file);
            cpio.link("d/link", "../d/file");
        }
        assertThat(content(archive.toByteArray()))
                .containsExactly(
                        "d 40755 ",
                        "d/bytes 100644 \u0001\u0002\u0003",
                        "d/file 100755 from a file",
                        "d/link 120777 ../d/file");
    }

    /** The kernel reads one archive behind the other when each begins at a multiple of four bytes. */
    @Test
    void endsWhereAnotherMayBegin() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (Cpio cpio = new Cpio(archive)) {
            cpio.file("x", 0644, new byte[5]);
        }
        assertThat(archive.size() % 4).isZero();
    }

    private static List<String> content(byte[] archive) throws IOException {
        List<String> seen = new ArrayList<>();
        try (CpioArchiveInputStream in = new CpioArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (CpioArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                seen.add("%s %o %s"
                        .formatted(
                                entry.getName(),
                                entry.getMode(),
                                new String(in.readNBytes((int) entry.getSize()), StandardCharsets.UTF_8)));
            }
        }
        return seen;
    }
}
