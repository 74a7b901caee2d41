package dev.tare.probe.workload.tcp;

import dev.tare.probe.setup.ProbeFailure;

/** A request and its response on one connection, again and again, as the side sees it that answers. */
public interface Service {

    /** Positive when a whole request came, zero at the end of the stream, else {@code -errno}. */
    long hear() throws ProbeFailure;

    /** Positive when all of the response was sent, else {@code -errno}. */
    long answer() throws ProbeFailure;

    /** Whether this side ends the connection after the response, and waits neither for a request nor for the peer's end. */
    boolean closes();

    /** Of memory that may be read into between requests. */
    long address();
}
