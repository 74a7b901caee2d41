package dev.tare.probe.socket;

import dev.tare.common.linux.Libc;

/** A socket that is replaced by the next again and again, while another thread may end whichever it is just then. */
final class Descriptor {

    private static final int NONE = -1;
    private static final int SHUT_RDWR = 2;

    private final Libc libc = new Libc();
    private int fd = NONE;
    private boolean woken;

    /** False when there may be no other any more; then it is closed. */
    synchronized boolean set(int next) {
        if (woken) {
            libc.close(next);
            return false;
        }
        fd = next;
        return true;
    }

    /** Ends it, and all that come after it. */
    synchronized void wake() {
        woken = true;
        if (fd != NONE) {
            libc.shutdown(fd, SHUT_RDWR);
        }
    }

    synchronized void close() {
        if (fd != NONE) {
            libc.close(fd);
            fd = NONE;
        }
    }
}
