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
    private static final int SO_PROTOCOL = 38;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_USER_TIMEOUT = 18;

    private final Libc libc = new Libc();
    private final NativeMemory value = new NativeMemory(Integer.BYTES);
    private final NativeMemory length = new NativeMemory(Integer.BYTES);

    /** For every TCP socket on which this process listens; called when it does. */
    void giveUpAfter(Duration patience) throws IOException {
        int listeners = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path file : files) {
                int fd = Integer.parseInt(file.getFileName().toString());
                if (isListener(fd) && set(fd, patience)) {
                    listeners++;
                }
            }
        }
        if (listeners == 0) {
            throw new IOException("no listening TCP socket is among this process's files");
        }
    }

    private boolean isListener(int fd) {
        return is(fd, SO_PROTOCOL, IPPROTO_TCP) && is(fd, SO_ACCEPTCONN, 1);
    }

    private boolean is(int fd, int option, int wanted) {
        value.bytes().putInt(0, -1);
        length.bytes().putInt(0, Integer.BYTES);
        return libc.getsockopt(fd, SOL_SOCKET, option, value, length) == 0
                && value.bytes().getInt(0) == wanted;
    }

    /** False where it listens no more: whoever had it has closed it meanwhile. */
    boolean set(int fd, Duration patience) throws IOException {
        value.bytes().putInt(0, (int) patience.toMillis());
        int result = libc.setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, value, Integer.BYTES);
        if (result != 0 && isListener(fd)) {
            throw new IOException("TCP_USER_TIMEOUT is refused: errno " + -result);
        }
        return result == 0;
    }
}
