package dev.tare.probe.iperf3;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.socket.UdpSocket;
import java.util.concurrent.TimeUnit;

/** A stream of datagrams. */
abstract class DatagramFlow extends Flow {

    /** Calls that fail one after the other, each a while after the one before, until that is no accident of the network's. */
    private static final int MOST_FAULTS = 200;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final UdpSocket socket;
    private final NativeMemory memory;
    private final DatagramHead head;
    private final int blockBytes;
    private int faults;

    /** One more byte than a datagram has: a longer one is another. */
    DatagramFlow(UdpSocket socket, TestParameters parameters, NanoClock clock) {
        super(clock);
        this.socket = socket;
        this.blockBytes = parameters.blockBytes();
        this.memory = new NativeMemory(blockBytes + 1);
        this.head = new DatagramHead(memory.bytes(), parameters.wideCounters());
    }

    UdpSocket socket() {
        return socket;
    }

    DatagramHead head() {
        return head;
    }

    long address() {
        return memory.address();
    }

    int blockBytes() {
        return blockBytes;
    }

    /** Whether a call that gave {@code -errno} ends the stream; else it has waited. */
    boolean isEnd(long result, Stop ended) {
        if (result >= 0 || result == -Errno.EAGAIN) {
            faults = 0;
            return false;
        }
        ended.roughlyUntil(clock().nanos() + PAUSE_NANOS);
        return ++faults == MOST_FAULTS;
    }

    @Override
    void wake() {
        socket.wake();
    }

    @Override
    void close() {
        socket.close();
    }
}
