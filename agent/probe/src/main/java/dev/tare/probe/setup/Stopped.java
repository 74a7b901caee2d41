package dev.tare.probe.setup;

/** The agent asked to stop before there was anything to measure. */
public final class Stopped extends Exception {

    private static final long serialVersionUID = 1L;

    public Stopped() {
        super("stopped");
    }
}
