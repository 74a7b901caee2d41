package dev.tare.probe.workload.tcp;

import dev.tare.probe.socket.Duplex;
import dev.tare.probe.workload.lane.Tally;
import java.lang.foreign.Arena;

/** Sends and receives messages of fixed size, as the one side or as the other. */
final class Exchange implements RoundTrip, Service {

    private final Duplex connection;
    private final Tally tally;
    private final boolean closes;
    // numbers and not segments: the first compiler does not see through a segment's interface
    private final long outgoingAddress;
    private final long outgoingBytes;
    private final long incomingAddress;
    private final long incomingBytes;

    private Exchange(Duplex connection, Tally tally, int outgoingBytes, int incomingBytes, boolean closes) {
        this.connection = connection;
        this.tally = tally;
        this.closes = closes;
        this.outgoingAddress = allocate(outgoingBytes);
        this.outgoingBytes = outgoingBytes;
        this.incomingAddress = allocate(incomingBytes);
        this.incomingBytes = incomingBytes;
    }

    static RoundTrip asking(Duplex connection, Tally tally, int requestBytes, int responseBytes) {
        return new Exchange(connection, tally, requestBytes, responseBytes, false);
    }

    /** With {@code closes} each connection is for one request, and ended after its response. */
    static Service answering(Duplex connection, Tally tally, int requestBytes, int responseBytes, boolean closes) {
        return new Exchange(connection, tally, responseBytes, requestBytes, closes);
    }

    /** For as long as the process lives, which is one trial. */
    private static long allocate(int bytes) {
        return Arena.global().allocate(bytes, Long.BYTES).address();
    }

    @Override
    public long address() {
        return incomingAddress;
    }

    @Override
    public boolean closes() {
        return closes;
    }

    @Override
    public long ask() {
        return send();
    }

    @Override
    public long answer() {
        return send();
    }

    @Override
    public long read() {
        return receive();
    }

    @Override
    public long hear() {
        return receive();
    }

    private long send() {
        long address = outgoingAddress;
        long left = outgoingBytes;
        while (left > 0) {
            long sent = connection.send(address, left);
            if (sent < 0) {
                return sent;
            }
            tally.sent(sent);
            address += sent;
            left -= sent;
        }
        return 1;
    }

    private long receive() {
        long address = incomingAddress;
        long left = incomingBytes;
        while (left > 0) {
            long received = connection.receive(address, left);
            if (received <= 0) {
                return received;
            }
            tally.received(received);
            address += received;
            left -= received;
        }
        return 1;
    }
}
