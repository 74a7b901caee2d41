package dev.tare.probe.socket;

import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import java.util.BitSet;

/** Waits for any of several descriptors ({@code struct pollfd}). */
final class Poll {

    static final short IN = 1;
    static final short OUT = 4;

    /** Waits are cut into pieces of this length, so that a request to stop is seen. */
    static final int SLICE_MILLIS = 20;

    private static final int ENTRY_BYTES = 8;
    private static final int EVENTS_OFFSET = 4;
    private static final int HAPPENED_OFFSET = 6;

    private final Libc libc = new Libc();

    /** Which of {@code fds} are ready, or failed, after at most one slice. */
    BitSet ready(short events, int... fds) throws SocketError {
        return poll(events, SLICE_MILLIS, fds);
    }

    /** Which are right now. */
    BitSet now(short events, int... fds) throws SocketError {
        return poll(events, 0, fds);
    }

    private BitSet poll(short events, int millis, int... fds) throws SocketError {
        NativeMemory entries = new NativeMemory(ENTRY_BYTES * fds.length);
        for (int i = 0; i < fds.length; i++) {
            entries.bytes().putInt(i * ENTRY_BYTES, fds[i]);
            entries.bytes().putShort(i * ENTRY_BYTES + EVENTS_OFFSET, events);
        }
        SocketError.check("poll", libc.poll(entries, fds.length, millis));
        BitSet ready = new BitSet();
        for (int i = 0; i < fds.length; i++) {
            ready.set(i, entries.bytes().getShort(i * ENTRY_BYTES + HAPPENED_OFFSET) != 0);
        }
        return ready;
    }
}
