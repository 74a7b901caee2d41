package dev.tare.common.frame;

import java.io.IOException;

/** What came over the pipe is no frame: the other side is broken, or something else writes there. No resynchronising. */
public final class FrameException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Fault {
        /** The length is above the cap; mostly it is no length at all but stray output. */
        OVERSIZE,
        /** The stream ended within a frame. */
        TRUNCATED,
        /** A whole frame, but not a message of the expected type. */
        UNPARSABLE
    }

    private final Fault fault;

    FrameException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
