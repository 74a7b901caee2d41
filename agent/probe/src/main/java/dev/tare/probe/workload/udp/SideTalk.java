package dev.tare.probe.workload.udp;

import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.workload.lane.Link;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers, said and heard on the connection beside the datagrams. For one thread. */
final class SideTalk {

    private static final int MOST_NUMBERS = 2;

    private final Link link;
    private final NativeMemory memory = new NativeMemory(MOST_NUMBERS * Long.BYTES);
    /** Both hosts read it in one order. */
    private final ByteBuffer numbers = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);

    SideTalk(Link link) {
        this.link = link;
    }

    /** Whether the peer has said something that was not heard yet. Does not wait. */
    boolean hasMore() {
        return link.socket().hasMore(memory.address());
    }

    /** One number or two. Positive when they were sent, else {@code -errno}. */
    long say(long... said) {
        for (int i = 0; i < said.length; i++) {
            numbers.putLong(i * Long.BYTES, said[i]);
        }
        long at = 0;
        while (at < (long) said.length * Long.BYTES) {
            long sent = link.socket().send(memory.address() + at, (long) said.length * Long.BYTES - at);
            if (sent < 0) {
                return sent;
            }
            at += sent;
        }
        return 1;
    }

    /** Waits for so many numbers. Positive when they are there, zero at the end of the stream, else {@code -errno}. */
    long hear(int count) {
        long at = 0;
        while (at < (long) count * Long.BYTES) {
            long received = link.socket().receive(memory.address() + at, (long) count * Long.BYTES - at);
            if (received <= 0) {
                return received;
            }
            at += received;
        }
        return 1;
    }

    /** Of what was heard last. */
    long number(int index) {
        return numbers.getLong(index * Long.BYTES);
    }
}
