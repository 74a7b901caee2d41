package dev.tare.probe.setup;

/** The trial cannot go on. The message says what, where and why, for people. */
public final class ProbeFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    public ProbeFailure(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }
}
