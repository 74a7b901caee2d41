package dev.tare.probe.socket;

/** Bytes both ways, blocking; errors as {@code -errno}. Addresses are of native memory. */
public interface Duplex {

    /** Bytes sent, at least one. */
    long send(long address, long length);

    /** Bytes received, zero at the end of the stream. */
    long receive(long address, long length);
}
