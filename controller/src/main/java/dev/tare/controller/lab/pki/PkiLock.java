package dev.tare.controller.lab.pki;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Held by one command at a time, of this program or of another; the kernel takes it back however that program ends. */
final class PkiLock implements AutoCloseable {

    /** The kernel's lock is a whole program's, and gone as soon as any thread of it closes the file. */
    private static final ReentrantLock HERE = new ReentrantLock();

    private final FileChannel channel;

    private PkiLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for whoever has it. */
    static PkiLock take(Path file) throws IOException {
        boolean taken = false;
        HERE.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            PkiLock lock = new PkiLock(channel);
            lock.waitForOthers();
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                HERE.unlock();
            }
        }
    }

    private void waitForOthers() throws IOException {
        try {
            channel.lock();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HERE.unlock();
        }
    }
}
