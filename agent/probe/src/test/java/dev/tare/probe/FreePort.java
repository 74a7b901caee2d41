package dev.tare.probe;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of 127.0.0.1 that nobody has, for TCP and for UDP.
 *
 * <p>It lies below those that Linux gives to whoever does not name one (32768 and up): one of those, free a moment ago,
 * may be another test's client before its server is there.
 */
public final class FreePort {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int FIRST = 16_000;
    private static final int END = 32_000;

    /** Each is given once in this process; processes beside this one began elsewhere. */
    private static int next = ThreadLocalRandom.current().nextInt(FIRST, END);

    private FreePort() {}

    public static synchronized int next() throws IOException {
        for (int tried = 0; tried < END - FIRST; tried++) {
            int port = next;
            next = port + 1 == END ? FIRST : port + 1;
            if (isFree(port)) {
                return port;
            }
        }
        throw new BindException("no port from " + FIRST + " to " + (END - 1) + " of " + LOOPBACK + " is free");
    }

    private static boolean isFree(int port) throws IOException {
        // bound and not listening: another test's child that is just being started holds a copy for a moment, which
        // then bothers nobody
        try (Socket stream = new Socket();
                DatagramSocket datagrams = new DatagramSocket(port, LOOPBACK)) {
            stream.setReuseAddress(true);
            stream.bind(new InetSocketAddress(LOOPBACK, port));
            return stream.isBound() && datagrams.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
