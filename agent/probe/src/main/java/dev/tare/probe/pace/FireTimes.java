package dev.tare.probe.pace;

/** Instants at which something is to happen, computed and not waited for: being late with one moves none of the others. */
public sealed interface FireTimes permits FixedTimes, PoissonTimes {

    /** Of the next one, in nanoseconds on the clock; the first is the start or comes after it. */
    long next();
}
