package dev.tare.probe.workload.tcp;

import dev.tare.probe.socket.Duplex;
import dev.tare.probe.workload.lane.Tally;
import java.lang.foreign.Arena;

/** Sends and receives messages of fixed size. */
final class Exchange implements RoundTrip {

    private final Duplex connection;
    private final Tally tally;
    // numbers and not segments: the first compiler does not see through a segment's interface
    private final long outgoingAddress;
    private final long outgoingBytes;
    private final long incomingAddress;
    private final long incomingBytes;

    Exchange(Duplex connection, Tally tally, int outgoingBytes, int incomingBytes) {
        this.connection = connection;
        this.tally = tally;
        this.outgoingAddress = allocate(outgoingBytes);
        this.outgoingBytes = outgoingBytes;
        this.incomingAddress = allocate(incomingBytes);
        this.incomingBytes = incomingBytes;
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
    public long ask() {
        return send();
    }

    @Override
    public long read() {
        return receive();
    }

    /** Positive when the whole message was sent, else {@code -errno}. */
    long send() {
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

    /** Positive when a whole message came, zero at the end of the stream, else {@code -errno}. */
    long receive() {
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
