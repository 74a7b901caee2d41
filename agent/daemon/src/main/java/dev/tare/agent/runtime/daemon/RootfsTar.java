package dev.tare.agent.runtime.daemon;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A root file system as a tar archive: everything is root's. Files keep their times, by which Java tells whether its cache of
 * classes is of these files; directories and links are of the epoch.
 */
public final class RootfsTar {

    private static final int DIGEST_BYTES = 6;

    private RootfsTar() {}

    /** Closes {@code out}. */
    static void write(Path rootfs, OutputStream out) {
        try (TarArchiveOutputStream tar = open(out)) {
            addAll(tar, rootfs, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive of names of any length. */
    public static TarArchiveOutputStream open(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    /**
     * Adds what is below the root file system.
     *
     * @param prefix of its names, e.g. {@code rootfs/}
     */
    public static void addAll(TarArchiveOutputStream tar, Path rootfs, String prefix) throws IOException {
        for (Path file : all(rootfs)) {
            add(tar, prefix + rootfs.relativize(file), file);
        }
    }

    /** Adds one file, directory or link; a directory without what is in it. */
    public static void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        TarArchiveEntry entry;
        if (attributes.isSymbolicLink()) {
            entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(file).toString());
        } else if (attributes.isDirectory()) {
            entry = new TarArchiveEntry(name + "/");
        } else {
            entry = new TarArchiveEntry(name);
            entry.setSize(attributes.size());
        }
        entry.setMode(mode(attributes.permissions()));
        entry.setModTime(
                attributes.isRegularFile() ? attributes.lastModifiedTime().toMillis() : 0);
        tar.putArchiveEntry(entry);
        if (attributes.isRegularFile()) {
            Files.copy(file, tar);
        }
        tar.closeArchiveEntry();
    }

    private static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return mode;
    }

    private static List<Path> all(Path rootfs) throws IOException {
        try (Stream<Path> walk = Files.walk(rootfs)) {
            return walk.filter(file -> !file.equals(rootfs)).sorted().toList();
        }
    }

    /** Tells one state of a directory from another by the names, sizes and times of its files; it does not read them. */
    public static String digest(Path rootfs) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : all(rootfs)) {
                var attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                String size = attributes.isRegularFile() ? attributes.size() + " " + attributes.lastModifiedTime() : "";
                digest.update((rootfs.relativize(file) + "\n" + size + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
