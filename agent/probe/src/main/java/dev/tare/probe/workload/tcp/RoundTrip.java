package dev.tare.probe.workload.tcp;

import dev.tare.probe.setup.ProbeFailure;

/** A request and its response on one connection, again and again, in two halves: between them the request travels. */
public interface RoundTrip {

    /** Positive when all of the request was sent, else {@code -errno}. */
    long ask() throws ProbeFailure;

    /** Positive when a whole response came, zero at the end of the stream, else {@code -errno}. */
    long read() throws ProbeFailure;

    /** Of memory that may be read into between round trips. */
    long address();
}
