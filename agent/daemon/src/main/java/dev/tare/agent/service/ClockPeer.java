package dev.tare.agent.service;

import com.google.protobuf.ByteString;
import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.common.clock.udp.HostClocks;
import dev.tare.proto.agent.v1.ClockExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where another agent answers for its clock, as a controller says.
 *
 * @param token what questions have to carry
 */
record ClockPeer(InetSocketAddress address, ByteString token) {

    /** @throws IllegalArgumentException for what is not one port of one host */
    static ClockPeer of(String address, int port, ByteString token) {
        InetAddress host = InetAddress.ofLiteral(address);
        if (host.isMulticastAddress() || host.isAnyLocalAddress() || port == 0) {
            throw new IllegalArgumentException(address + ", port " + Integer.toUnsignedString(port) + ", is nobody's");
        }
        return new ClockPeer(new InetSocketAddress(host, port), token);
    }

    ClockAsker asker(InetAddress local) throws IOException {
        return ClockAsker.open(local, address, token.toByteArray(), HostClocks.of(System::nanoTime));
    }

    static ClockExchange wire(Exchange exchange) {
        return ClockExchange.newBuilder()
                .setAskedNanos(exchange.t1())
                .setReceivedNanos(exchange.t2())
                .setSentNanos(exchange.t3())
                .setAnsweredNanos(exchange.t4())
                .build();
    }
}
