package dev.tare.probe.clock;

/** Waiting that can be cut short. */
@FunctionalInterface
public interface Pause {

    /** Waits until the clock reads {@code nanos}. True when that instant came, false when told to stop before. */
    boolean until(long nanos);
}
