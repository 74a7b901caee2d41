package dev.tare.common.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Files and names that are on the disk when the call returns. */
public final class Durable {

    private Durable() {}

    /**
     * Whole or not at all: written beside, as FILE.new, then renamed.
     *
     * @param attributes with which it is made, so that there is no moment in which it has others
     */
    public static void write(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        // one that was left has the attributes with which it was made
        Files.deleteIfExists(beside);
        try (FileChannel channel =
                FileChannel.open(beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        rename(beside, file);
    }

    /** Both parents must be on one file system. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(parent(to));
        if (!parent(from).equals(parent(to))) {
            syncDirectory(parent(from));
        }
    }

    /** With those above it that are missing. */
    public static void createDirectories(Path directory, FileAttribute<?>... attributes) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path above = parent(directory);
        createDirectories(above, attributes);
        // which is content where another has made it since
        Files.createDirectories(directory, attributes);
        syncDirectory(above);
    }

    /** Makes the names in a directory last, not only the bytes of its files. */
    public static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no parent: " + path);
        }
        return parent;
    }
}
