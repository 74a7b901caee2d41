package dev.tare.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;

/**
 * A Debian binary package, as deb(5) has it: an ar archive of a format version, a tar of what dpkg has to know, and a tar of
 * the files.
 *
 * @param control the fields of its control file in their order, without Installed-Size
 * @param conffiles paths, with a slash at their beginning, that dpkg asks about before it replaces them
 * @param scripts the maintainer's, by name: {@code postinst}
 */
record Deb(SequencedMap<String, String> control, List<String> conffiles, Map<String, String> scripts, FileTree files) {

    private static final int KIB = 1024;

    void write(Path target, Instant time) throws IOException {
        byte[] head = packed(head(), time);
        Path data = Files.createTempFile(target.toAbsolutePath().getParent(), "data", ".tar.gz");
        try {
            try (OutputStream out = Files.newOutputStream(data)) {
                new Tar(time, "./").writeGzip(files, out);
            }
            try (ArArchiveOutputStream ar = new ArArchiveOutputStream(Files.newOutputStream(target))) {
                member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII), time);
                member(ar, "control.tar.gz", head, time);
                ar.putArchiveEntry(entry("data.tar.gz", Files.size(data), time));
                Files.copy(data, ar);
                ar.closeArchiveEntry();
            }
        } finally {
            Files.delete(data);
        }
    }

    private FileTree head() throws IOException {
        FileTree head = new FileTree();
        StringBuilder fields = new StringBuilder();
        control.forEach(
                (name, value) -> fields.append(name).append(": ").append(value).append('\n'));
        fields.append("Installed-Size: ").append(files.size() / KIB + 1).append('\n');
        head.text("control", fields.toString());
        StringBuilder sums = new StringBuilder();
        FileTree.contents(files, Deb::md5)
                .forEach((path, sum) ->
                        sums.append(sum).append("  ").append(path).append('\n'));
        head.text("md5sums", sums.toString());
        if (!conffiles.isEmpty()) {
            head.text("conffiles", String.join("\n", conffiles) + "\n");
        }
        scripts.forEach(head::script);
        return head;
    }

    private static byte[] packed(FileTree tree, Instant time) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new Tar(time, "./").writeGzip(tree, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void member(ArArchiveOutputStream ar, String name, byte[] bytes, Instant time) throws IOException {
        ar.putArchiveEntry(entry(name, bytes.length, time));
        ar.write(bytes);
        ar.closeArchiveEntry();
    }

    private static ArArchiveEntry entry(String name, long size, Instant time) {
        return new ArArchiveEntry(name, size, 0, 0, 0100644, time.getEpochSecond());
    }

    /** Debian's packages have no other; it guards against accidents, not against people. */
    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
