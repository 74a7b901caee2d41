package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import java.io.IOException;

/** A system call on a socket that went wrong. */
public final class SocketError extends IOException {

    private static final long serialVersionUID = 1L;

    private final String call;
    private final int errno;

    SocketError(String call, int errno) {
        this.call = call;
        this.errno = errno;
    }

    /** Put together only when asked for: while the server is not there yet, many of these go unread. */
    @Override
    public String getMessage() {
        return call + ": " + Errno.describe(errno);
    }

    /** Whether it only took too long. */
    public boolean isTimeout() {
        return errno == Errno.ETIMEDOUT;
    }

    /** {@code result} if it is no error. */
    static int check(String call, int result) throws SocketError {
        if (result < 0) {
            throw new SocketError(call, -result);
        }
        return result;
    }
}
