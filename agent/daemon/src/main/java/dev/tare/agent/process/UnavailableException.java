package dev.tare.agent.process;

import java.io.IOException;

/** Something that this host does not have, and what to do about it. */
public class UnavailableException extends IOException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    public UnavailableException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    public final String reason() {
        return String.valueOf(getMessage());
    }

    public final String remedy() {
        return remedy;
    }
}
