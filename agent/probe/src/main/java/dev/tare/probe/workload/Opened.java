package dev.tare.probe.workload;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The first connection as it was opened; what the stack does not tell is empty.
 *
 * @param pathMtuBytes of a datagram socket: what goes to the peer in one packet
 * @param tls version and cipher that were agreed on; empty of a workload without
 */
public record Opened(
        InetSocketAddress local,
        InetSocketAddress peer,
        Optional<String> congestionControl,
        OptionalInt mssBytes,
        OptionalInt sendBufferBytes,
        OptionalInt receiveBufferBytes,
        OptionalInt pathMtuBytes,
        Optional<String> tls) {}
