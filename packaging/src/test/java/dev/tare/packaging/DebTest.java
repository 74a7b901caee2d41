package dev.tare.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DebTest {

    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        Path first = Files.createDirectories(folder.resolve("first"));
        Path second = Files.createDirectories(folder.resolve("second"));
        for (Path source : List.of(first, second)) {
            Files.writeString(source.resolve("b"), "bytes");
            Files.writeString(source.resolve("a"), "more");
        }
        deb(new FileTree().copy("usr/lib/x", first)).write(folder.resolve("1.deb"), TIME);
        deb(new FileTree().copy("usr/lib/x", second)).write(folder.resolve("2.deb"), TIME);

        assertThat(folder.resolve("2.deb")).hasSameBinaryContentAs(folder.resolve("1.deb"));
    }

    @Test
    void hasTheThreeMembersInOrderAndWhatDpkgHasToKnow() throws IOException {
        Path file = folder.resolve("x.deb");
        deb(new FileTree().text("etc/x.conf", "a=1\n").script("usr/bin/x", "#!/bin/sh\n"))
                .write(file, TIME);
        Map<String, byte[]> members = members(file);

        assertThat(members.keySet()).containsExactly("debian-binary", "control.tar.gz", "data.tar.gz");
        Map<String, String> control = new LinkedHashMap<>();
        tar(in(members, "control.tar.gz"), (entry, text) -> control.put(entry.getName(), text));
        assertThat(control.get("./control"))
                .startsWith("Package: x\nVersion: 1\n")
                .contains("\nInstalled-Size: 1\n");
        assertThat(control.get("./conffiles")).isEqualTo("/etc/x.conf\n");
        assertThat(control.get("./md5sums")).contains("  etc/x.conf\n", "  usr/bin/x\n");
        assertThat(control.get("./postinst")).startsWith("#!/bin/sh");
    }

    @Test
    void everythingIsRootsAndOfOneTimeAndParentsAreThere() throws IOException {
        Path file = folder.resolve("x.deb");
        deb(new FileTree()
                        .script("usr/bin/x", "#!/bin/sh\n")
                        .link("usr/bin/y", "x")
                        .text("etc/x.conf", ""))
                .write(file, TIME);
        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        tar(in(members(file), "data.tar.gz"), (entry, text) -> entries.put(entry.getName(), entry));

        assertThat(entries.keySet())
                .containsExactly("./etc/", "./etc/x.conf", "./usr/", "./usr/bin/", "./usr/bin/x", "./usr/bin/y");
        assertThat(entries.values()).allSatisfy(entry -> {
            assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
            assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(TIME);
        });
        assertThat(in(entries, "./usr/bin/x").getMode() & 0777).isEqualTo(0755);
        assertThat(in(entries, "./etc/x.conf").getMode() & 0777).isEqualTo(0644);
        assertThat(in(entries, "./usr/bin/y").getLinkName()).isEqualTo("x");
    }

    private static Deb deb(FileTree files) {
        LinkedHashMap<String, String> control = new LinkedHashMap<>();
        control.put("Package", "x");
        control.put("Version", "1");
        return new Deb(control, List.of("/etc/x.conf"), Map.of("postinst", "#!/bin/sh\n"), files);
    }

    private static <T> T in(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new AssertionError("there is no " + name + " in " + map.keySet());
        }
        return value;
    }

    private static Map<String, byte[]> members(Path file) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ArArchiveInputStream ar = new ArArchiveInputStream(Files.newInputStream(file))) {
            for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
                members.put(entry.getName(), ar.readAllBytes());
            }
        }
        return members;
    }

    private interface Visitor {
        void visit(TarArchiveEntry entry, String text);
    }

    private static void tar(byte[] packed, Visitor visitor) throws IOException {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed));
                TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                visitor.visit(entry, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }
}
