package dev.tare.probe.workload.udp;

import dev.tare.probe.workload.OneWay;

/** Transit times since they were last taken: added by one thread, taken by another. */
final class Transits {

    /** More than six seconds at the highest rate. */
    private static final int ROOM = 1 << 16;

    private final long[] toServer = new long[ROOM];
    private final long[] toClient = new long[ROOM];
    private int count;
    private long notKept;

    synchronized void add(long toServerNanos, long toClientNanos) {
        if (count == ROOM) {
            notKept++;
            return;
        }
        toServer[count] = toServerNanos;
        toClient[count] = toClientNanos;
        count++;
    }

    synchronized OneWay take() {
        OneWay taken = new OneWay(toServer, toClient, count, notKept);
        count = 0;
        notKept = 0;
        return taken;
    }
}
