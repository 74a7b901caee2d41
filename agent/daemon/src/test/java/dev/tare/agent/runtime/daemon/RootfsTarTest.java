package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootfsTarTest {

    @TempDir
    Path rootfs;

    @BeforeEach
    void make() throws IOException {
        Path bin = Files.createDirectories(rootfs.resolve("jre/bin"));
        Files.writeString(bin.resolve("java"), "program");
        Files.setPosixFilePermissions(bin.resolve("java"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.createSymbolicLink(rootfs.resolve("link"), Path.of("jre/bin"));
        Files.writeString(rootfs.resolve("a".repeat(120)), "");
    }

    @Test
    void holdsFilesDirectoriesAndLinksAndBelongsToRoot() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RootfsTar.write(rootfs, out);
        List<String> seen = new ArrayList<>();
        long javaMillis =
                Files.getLastModifiedTime(rootfs.resolve("jre/bin/java")).toMillis();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.getLongUserId()).isZero();
                assertThat(entry.getLongGroupId()).isZero();
                if (entry.getName().equals("jre/bin/java")) {
                    // Java's cache of classes is of jars with their times
                    assertThat(entry.getLastModifiedTime().toMillis() / 1000).isEqualTo(javaMillis / 1000);
                }
                seen.add("%s %o %s %s"
                        .formatted(
                                entry.getName(),
                                entry.getMode(),
                                entry.getLinkName(),
                                entry.isFile() ? new String(tar.readAllBytes(), StandardCharsets.UTF_8) : ""));
            }
        }
        assertThat(seen)
                .contains("jre/bin/java 751  program", "a".repeat(120) + " 644  ")
                .anyMatch(entry -> entry.startsWith("link ") && entry.contains(" jre/bin "))
                .anyMatch(entry -> entry.startsWith("jre/bin/ "));
    }

    @Test
    void aFileThatChangesGivesAnotherDigest() throws IOException {
        String digest = RootfsTar.digest(rootfs);
        assertThat(RootfsTar.digest(rootfs)).isEqualTo(digest).matches("[0-9a-f]{12}");
        Files.setLastModifiedTime(rootfs.resolve("jre/bin/java"), FileTime.fromMillis(1));
        assertThat(RootfsTar.digest(rootfs)).isNotEqualTo(digest);
    }
}
