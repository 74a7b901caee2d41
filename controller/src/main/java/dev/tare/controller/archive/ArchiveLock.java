package dev.tare.controller.archive;

import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held by the one process that writes an archive; the kernel takes it back however that process ends. */
final class ArchiveLock implements AutoCloseable {

    private final FileChannel channel;

    private ArchiveLock(FileChannel channel) {
        this.channel = channel;
    }

    static ArchiveLock take(ArchiveLayout layout) throws IOException {
        FileChannel channel = FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw TareException.usage(
                    layout.root() + " is being written by another tare",
                    "wait until that campaign is over, or choose another directory with --out");
        }
        return new ArchiveLock(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this very process holds it
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
