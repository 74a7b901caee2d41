package dev.tare.agent.runtime.daemon;

import java.io.IOException;

/** A daemon that does not answer, and what to do about it. */
public final class DaemonDownException extends IOException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    DaemonDownException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
