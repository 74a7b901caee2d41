package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import java.util.List;

/**
 * Which of the connections that share a thread may have a turn: who is ready, or has failed ({@code struct pollfd}). Waiting
 * allocates nothing. For one thread.
 *
 * <p>By poll(2), as {@link Poll}, and not by epoll: a workload has some dozens of connections, and a round of turns asks once for
 * all of them, so that what asking takes is shared by the blocks of all who are ready. An epoll would be one more descriptor to
 * make and to give back, and pays where of very many connections few are ready.
 */
public final class Turns {

    private static final int ENTRY_BYTES = 8;
    private static final int EVENTS_OFFSET = 4;
    private static final int HAPPENED_OFFSET = 6;

    /** Which poll(2) passes over. */
    private static final int NOBODY = -1;

    private final Libc libc = new Libc();
    private final NativeMemory entries;
    private final int connections;
    private int left;

    private Turns(short event, List<TcpSocket> sockets) {
        connections = sockets.size();
        left = connections;
        entries = new NativeMemory(ENTRY_BYTES * connections);
        for (int i = 0; i < connections; i++) {
            entries.bytes().putInt(i * ENTRY_BYTES, sockets.get(i).fd());
            entries.bytes().putShort(i * ENTRY_BYTES + EVENTS_OFFSET, event);
            entries.bytes().putShort(i * ENTRY_BYTES + HAPPENED_OFFSET, event);
        }
    }

    /** Of who has room. Before the first {@link #await} all have. */
    public static Turns toSend(List<TcpSocket> sockets) {
        return new Turns(Poll.OUT, sockets);
    }

    /** Of who has something to read, or has ended. */
    public static Turns toReceive(List<TcpSocket> sockets) {
        return new Turns(Poll.IN, sockets);
    }

    /** Waits until any is ready, for at most a slice. */
    public void await() throws ProbeFailure {
        int result = libc.poll(entries, connections, Poll.SLICE_MILLIS);
        if (result < 0 && result != -Errno.EINTR) {
            throw new ProbeFailure(
                    FailureCode.INTERNAL, "poll of " + connections + " connections: " + Errno.describe(-result));
        }
    }

    /** As of the last {@link #await}. */
    public boolean has(int number) {
        return entries.bytes().getShort(number * ENTRY_BYTES + HAPPENED_OFFSET) != 0;
    }

    /** There are no more turns of this one. Once. */
    public void leave(int number) {
        entries.bytes().putInt(number * ENTRY_BYTES, NOBODY);
        entries.bytes().putShort(number * ENTRY_BYTES + HAPPENED_OFFSET, (short) 0);
        left--;
    }

    public boolean allHaveLeft() {
        return left == 0;
    }
}
