package dev.tare.agent.service;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP port that sends back, unfragmented, whatever comes with its token, until it is closed. What it sends is never more
 * than what it was sent.
 */
final class PathEcho implements AutoCloseable {

    static final int TOKEN_BYTES = 16;
    static final int MOST_BYTES = 65_535;

    private static final Logger LOG = LoggerFactory.getLogger(PathEcho.class);

    private final DatagramSocket socket;
    private final byte[] token = new byte[TOKEN_BYTES];

    private PathEcho(DatagramSocket socket) {
        this.socket = socket;
        new SecureRandom().nextBytes(token);
    }

    static PathEcho open(InetAddress local) throws IOException {
        PathEcho echo = new PathEcho(unfragmented(local));
        Thread.ofVirtual().name("tare-path-echo").start(echo::run);
        return echo;
    }

    /** A socket whose datagrams are sent whole or not at all. */
    static DatagramSocket unfragmented(InetAddress local) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0));
        try {
            socket.setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, true);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    /** Of the headers before a datagram's payload. */
    static int headerBytes(InetAddress address) {
        return address instanceof Inet4Address ? 20 + 8 : 40 + 8;
    }

    int port() {
        return socket.getLocalPort();
    }

    byte[] token() {
        return token.clone();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        byte[] room = new byte[MOST_BYTES];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(room, room.length);
            try {
                socket.receive(packet);
                if (packet.getLength() >= TOKEN_BYTES && Arrays.equals(token, 0, TOKEN_BYTES, room, 0, TOKEN_BYTES)) {
                    socket.send(packet);
                }
            } catch (IOException e) {
                // of one datagram, as when it is too long for the way back: the asker sees that it does not come
                if (!socket.isClosed()) {
                    LOG.debug("path echo: {}", e.getMessage());
                }
            }
        }
    }
}
