package dev.tare.probe.workload;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Transit times of datagrams, each a reading of the receiver's clock minus one of the sender's, in nanoseconds; how far
 * apart the clocks are is in them.
 */
public final class OneWay {

    private final long[] toServer;
    private final long[] toClient;
    private final long notKept;

    /** Copies the first {@code count} of both. */
    public OneWay(long[] toServer, long[] toClient, int count, long notKept) {
        this.toServer = Arrays.copyOf(toServer, count);
        this.toClient = Arrays.copyOf(toClient, count);
        this.notKept = notKept;
    }

    public boolean isEmpty() {
        return toServer.length == 0;
    }

    public LongStream toServer() {
        return Arrays.stream(toServer);
    }

    /** As many as {@link #toServer}, in the same order. */
    public LongStream toClient() {
        return Arrays.stream(toClient);
    }

    /** How many more there were. */
    public long notKept() {
        return notKept;
    }
}
