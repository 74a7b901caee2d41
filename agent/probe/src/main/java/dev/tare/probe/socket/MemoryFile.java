package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import java.lang.ref.Reference;

/** A file that is nowhere but in memory (memfd), filled. For one thread. */
public final class MemoryFile {

    private static final int MFD_CLOEXEC = 1;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Libc libc = new Libc();
    private final NativeMemory offset = new NativeMemory(Long.BYTES);
    private final int bytes;
    private final int fd;

    public MemoryFile(int bytes) throws SocketError {
        this.bytes = bytes;
        this.fd = SocketError.check("memfd_create", libc.memfdCreate("tare-block", MFD_CLOEXEC));
        try {
            fill();
        } catch (SocketError e) {
            close();
            throw e;
        }
    }

    /** A hole would be sent as one and the same page of zeros, which no real file is. */
    private void fill() throws SocketError {
        NativeMemory content = new NativeMemory(Math.min(bytes, CHUNK_BYTES));
        int left = bytes;
        try {
            while (left > 0) {
                long result = libc.write(fd, content.address(), Math.min(left, content.size()));
                if (result < 0 && result != -Errno.EINTR) {
                    throw new SocketError("write to a memfd", (int) -result);
                }
                left -= (int) Math.max(0, result);
            }
        } finally {
            Reference.reachabilityFence(content);
        }
    }

    /** All of it from its beginning, as far as the socket takes it: bytes sent, or {@code -errno}. */
    long sendOn(int socket) {
        offset.bytes().putLong(0, 0);
        return libc.sendfile(socket, fd, offset, bytes);
    }

    public void close() {
        libc.close(fd);
    }
}
