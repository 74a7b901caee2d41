package dev.tare.probe.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256 of a directory tree: for every entry in the order of its relative path a line of kind, permissions and path, then
 * a file's length and bytes or a link's target. Owners and times do not count.
 */
final class Digest {

    private static final int BUFFER_BYTES = 1 << 16;

    private final MessageDigest sha256;

    private Digest(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    static Digest start() {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String ofTree(Path root) throws IOException {
        Digest digest = start();
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> paths = tree.sorted((a, b) -> relative(root, a).compareTo(relative(root, b)))
                    .toList();
            for (Path path : paths) {
                digest.entry(root, path);
            }
        }
        return digest.text();
    }

    Digest add(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        return this;
    }

    Digest addFile(Path file) throws IOException {
        add(Long.toString(Files.size(file)));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
        return this;
    }

    String text() {
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    private void entry(Path root, Path path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String kind = attributes.isSymbolicLink() ? "link" : attributes.isDirectory() ? "directory" : "file";
        String mode = attributes.isSymbolicLink() ? "-" : PosixFilePermissions.toString(attributes.permissions());
        add(kind + " " + mode + " " + relative(root, path));
        if (attributes.isSymbolicLink()) {
            add(Files.readSymbolicLink(path).toString());
        } else if (attributes.isRegularFile()) {
            addFile(path);
        }
    }

    private static String relative(Path root, Path path) {
        return root.relativize(path).toString();
    }
}
