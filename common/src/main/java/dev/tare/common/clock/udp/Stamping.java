package dev.tare.common.clock.udp;

import java.io.IOException;

/**
 * Turns the kernel's stamps into readings of the monotonic clock that err to the safe side: a send was not before what is
 * said here, a receipt not after. So the bracket between the two clocks is part of the delay, and with it of every bound.
 */
final class Stamping {

    private final HostClocks clocks;
    private final WallBridge bridge;
    private final StampedSocket socket;
    private int sends;

    Stamping(HostClocks clocks, StampedSocket socket) {
        this.clocks = clocks;
        this.socket = socket;
        this.bridge = new WallBridge(clocks.monotonic(), clocks.wall());
        bridge.look();
    }

    long nanos() {
        return clocks.monotonic().getAsLong();
    }

    void look() {
        bridge.look();
    }

    int steps() {
        return bridge.steps();
    }

    /** The number that the kernel will give to a send, which is to follow. */
    int nextSend() {
        return sends++;
    }

    /**
     * When the packet just received had come.
     *
     * @param steps what {@link #steps} said before it can have come
     * @param notBeforeNanos it cannot have come earlier
     * @param readNanos when the program had it
     */
    long received(int steps, long notBeforeNanos, long readNanos) {
        long stampNanos = socket.stampNanos();
        bridge.look();
        if (stampNanos == StampedSocket.NONE || bridge.steps() != steps) {
            return readNanos;
        }
        long latest = bridge.latest(stampNanos);
        if (latest < notBeforeNanos || latest > readNanos) {
            return readNanos;
        }
        return latest;
    }

    /**
     * When a send left, if the kernel has said so; {@link StampedSocket#NONE} otherwise. Stamps of earlier sends are dropped.
     *
     * @param steps what {@link #steps} said before the send
     * @param calledNanos when the program sent it
     */
    long sent(int send, int steps, long calledNanos) throws IOException {
        long found = StampedSocket.NONE;
        while (found == StampedSocket.NONE && socket.takeTransmitStamp()) {
            if (socket.stampedSend() == send && socket.stampNanos() != StampedSocket.NONE) {
                found = socket.stampNanos();
            }
        }
        bridge.look();
        if (found == StampedSocket.NONE || bridge.steps() != steps) {
            return StampedSocket.NONE;
        }
        long earliest = bridge.earliest(found);
        if (earliest < calledNanos || earliest > nanos()) {
            return StampedSocket.NONE;
        }
        return earliest;
    }
}
