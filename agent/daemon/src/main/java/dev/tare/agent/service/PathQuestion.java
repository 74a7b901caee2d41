package dev.tare.agent.service;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** Datagrams to a {@link PathEcho}: whether they come back, how fast, and how long they may be. For one thread. */
final class PathQuestion implements AutoCloseable {

    static final int LEAST_MTU_BYTES = 576;

    private static final int SMALL = 20;
    private static final int TRIES = 3;
    private static final int LOST_AFTER_MILLIS = 100;
    private static final int SEQUENCE_BYTES = Integer.BYTES;

    private final DatagramSocket socket;
    private final InetSocketAddress echo;
    private final byte[] token;
    private final int headerBytes;
    private int sequence;
    private Optional<String> error = Optional.empty();

    private PathQuestion(DatagramSocket socket, InetSocketAddress echo, byte[] token) {
        this.socket = socket;
        this.echo = echo;
        this.token = token.clone();
        this.headerBytes = PathEcho.headerBytes(echo.getAddress());
    }

    static PathQuestion open(InetAddress local, InetSocketAddress echo, byte[] token) throws IOException {
        DatagramSocket socket = PathEcho.unfragmented(local);
        socket.setSoTimeout(LOST_AFTER_MILLIS);
        return new PathQuestion(socket, echo, token);
    }

    /**
     * What came of it.
     *
     * @param largestPacketBytes headers included; 0 where nothing came back
     * @param error what this host's kernel said when it would not send
     */
    record Answer(int asked, int answered, long roundTripNanos, int largestPacketBytes, Optional<String> error) {}

    /** At most some seconds. */
    Answer ask(int mtuBytes) {
        int answered = 0;
        long fastestNanos = Long.MAX_VALUE;
        for (int i = 0; i < SMALL; i++) {
            OptionalLong roundTrip = exchange(headerBytes + PathEcho.TOKEN_BYTES + SEQUENCE_BYTES);
            if (roundTrip.isPresent()) {
                answered++;
                fastestNanos = Math.min(fastestNanos, roundTrip.getAsLong());
            }
        }
        if (answered == 0) {
            return new Answer(SMALL, 0, 0, 0, error);
        }
        return new Answer(SMALL, answered, fastestNanos, largest(mtuBytes), error);
    }

    @Override
    public void close() {
        socket.close();
    }

    /** The whole MTU mostly passes; where it does not, halving finds out what does. */
    private int largest(int mtuBytes) {
        if (passes(mtuBytes)) {
            return mtuBytes;
        }
        int passing = headerBytes + PathEcho.TOKEN_BYTES + SEQUENCE_BYTES;
        int failing = mtuBytes;
        while (failing - passing > 1) {
            int middle = (passing + failing) / 2;
            if (passes(middle)) {
                passing = middle;
            } else {
                failing = middle;
            }
        }
        return passing;
    }

    private boolean passes(int packetBytes) {
        for (int i = 0; i < TRIES; i++) {
            if (exchange(packetBytes).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The round trip in nanoseconds; empty where it did not come back in time. */
    private OptionalLong exchange(int packetBytes) {
        int own = sequence++;
        byte[] payload = new byte[packetBytes - headerBytes];
        ByteBuffer.wrap(payload).put(token).putInt(own);
        long sentNanos = System.nanoTime();
        try {
            socket.send(new DatagramPacket(payload, payload.length, echo));
            while (System.nanoTime() - sentNanos < LOST_AFTER_MILLIS * 1_000_000L) {
                DatagramPacket back = new DatagramPacket(new byte[PathEcho.MOST_BYTES], PathEcho.MOST_BYTES);
                socket.receive(back);
                if (back.getLength() == payload.length
                        && ByteBuffer.wrap(back.getData()).getInt(token.length) == own) {
                    return OptionalLong.of(System.nanoTime() - sentNanos);
                }
            }
        } catch (SocketTimeoutException _) {
            // lost, or late, which is the same here
        } catch (IOException e) {
            error = Optional.of(String.valueOf(e.getMessage()));
        }
        return OptionalLong.empty();
    }
}
