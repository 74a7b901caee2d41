package dev.tare.agent.service;

import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Makes the kernel give a connection up soon when the other host no longer acknowledges what is sent: TCP_USER_TIMEOUT
 * (tcp(7)), which Java does not offer. Accepted connections inherit it from the socket that listens. gRPC's own pings
 * cannot do this: they come ten seconds apart at the least.
 */
final class SilentPeers {

    private static final int SOL_SOCKET = 1;
    private static final int SO_ACCEPTCONN = 30;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_USER_TIMEOUT = 18;

    private final Libc libc = new Libc();
    private final NativeMemory value = new NativeMemory(Integer.BYTES);
    private final NativeMemory length = new NativeMemory(Integer.BYTES);

    /** For every socket on which this process listens; called when it does. */
    void giveUpAfter(Duration patience) throws IOException {
        int listeners = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path file : files) {
                int fd = Integer.parseInt(file.getFileName().toString());
                if (listens(fd)) {
                    set(fd, patience);
                    listeners++;
                }
            }
        }
        if (listeners == 0) {
            throw new IOException("no listening socket is among this process's files");
        }
    }

    private boolean listens(int fd) {
        value.bytes().putInt(0, 0);
        length.bytes().putInt(0, Integer.BYTES);
        return libc.getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, value, length) == 0
                && value.bytes().getInt(0) != 0;
    }

    private void set(int fd, Duration patience) throws IOException {
        value.bytes().putInt(0, (int) patience.toMillis());
        int result = libc.setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, value, Integer.BYTES);
        if (result != 0) {
            throw new IOException("TCP_USER_TIMEOUT is refused: errno " + -result);
        }
    }
}
