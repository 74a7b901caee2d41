package dev.tare.probe.clock;

/** What an interval belongs to. */
public enum Phase {
    WARMUP,
    MEASURE
}
