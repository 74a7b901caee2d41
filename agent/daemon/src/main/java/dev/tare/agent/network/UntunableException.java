package dev.tare.agent.network;

import java.io.IOException;

/** A setting that this host cannot make: asking again would not help. */
public final class UntunableException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    UntunableException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
