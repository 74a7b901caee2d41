package dev.tare.probe.socket;

import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;

/** A socket of datagrams that is being opened beside a TCP connection between the two probes. */
public interface Port extends AutoCloseable {

    /** The socket, connected to the peer and known to get through to it. */
    UdpSocket join(TcpSocket control) throws ProbeFailure, Stopped;

    /** Closes the socket, unless it was given away. */
    @Override
    void close();
}
