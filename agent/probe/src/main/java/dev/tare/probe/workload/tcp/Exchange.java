package dev.tare.probe.workload.tcp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Sends and receives messages of fixed size on a link. */
final class Exchange {

    private final Link link;
    private final MemorySegment outgoing;
    private final MemorySegment incoming;

    Exchange(Link link, int outgoingBytes, int incomingBytes) {
        this.link = link;
        this.outgoing = Arena.ofAuto().allocate(outgoingBytes, Long.BYTES);
        this.incoming = Arena.ofAuto().allocate(incomingBytes, Long.BYTES);
    }

    long address() {
        return incoming.address();
    }

    /** Positive when the whole message was sent, else {@code -errno}. */
    long send() {
        long address = outgoing.address();
        long left = outgoing.byteSize();
        while (left > 0) {
            long sent = link.socket().send(address, left);
            if (sent < 0) {
                return sent;
            }
            link.tally().sent(sent);
            address += sent;
            left -= sent;
        }
        return 1;
    }

    /** Positive when a whole message came, zero at the end of the stream, else {@code -errno}. */
    long receive() {
        long address = incoming.address();
        long left = incoming.byteSize();
        while (left > 0) {
            long received = link.socket().receive(address, left);
            if (received <= 0) {
                return received;
            }
            link.tally().received(received);
            address += received;
            left -= received;
        }
        return 1;
    }
}
