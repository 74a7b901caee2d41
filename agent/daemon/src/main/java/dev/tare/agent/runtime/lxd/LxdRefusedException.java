package dev.tare.agent.runtime.lxd;

import java.io.IOException;

/** What LXD answers instead of doing it. */
final class LxdRefusedException extends IOException {

    private static final long serialVersionUID = 1;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final int status;

    LxdRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** It is at it: what it was asked for is not refused, only not done yet. */
    boolean isUnderWay() {
        return status >= 100 && status < 200;
    }

    boolean isNotFound() {
        return status == NOT_FOUND;
    }

    /** It has only just started. */
    boolean isNotReady() {
        return status == UNAVAILABLE;
    }
}
