package dev.tare.probe.workload.udp;

import dev.tare.probe.workload.Datagrams;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a receiver makes of sequence numbers: how many it could have had, which came late, which came twice, and how
 * evenly. Written by one thread, read by others.
 *
 * <p>Jitter is that of RFC 3550, section 6.4.1: with D the difference of two neighbours' transit times, J grows by
 * (|D| − J) / 16. The two clocks' offset falls out of D, and their drift is nothing over two datagrams.
 */
public final class Arrivals {

    /** Sequence numbers that are remembered, so that a second copy is known as such. A power of two. */
    private static final int REMEMBERED = 1 << 16;

    /** A number this far ahead is no loss but garbage. */
    private static final long MOST_AHEAD = 1L << 32;

    private static final double JITTER_GAIN = 1 / 16.0;

    private final AtomicLong highest = new AtomicLong(-1);
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong reordered = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong jitterNanos = new AtomicLong(-1);
    private final long[] seen = new long[REMEMBERED / Long.SIZE];
    private double jitter;
    private long lastTransitNanos;

    /**
     * Takes a datagram in.
     *
     * @param sentNanos on the sender's clock
     * @param nowNanos on ours
     * @return false for one that is no news: a copy, or one of no such number
     */
    public boolean take(long sequence, long sentNanos, long nowNanos) {
        long top = highest.getPlain();
        // how far it is ahead of the -1 before all others may be too much for a long
        if (sequence < 0 || sequence - MOST_AHEAD > top) {
            return false;
        }
        if (sequence > top) {
            forget(top, sequence);
            highest.setRelease(sequence);
        } else if (top - sequence >= REMEMBERED || isSeen(sequence)) {
            DatagramTally.add(duplicates, 1);
            return false;
        } else {
            DatagramTally.add(reordered, 1);
        }
        mark(sequence);
        smooth(nowNanos - sentNanos);
        DatagramTally.add(received, 1);
        return true;
    }

    private void smooth(long transitNanos) {
        if (received.getPlain() > 0) {
            jitter += (Math.abs(transitNanos - lastTransitNanos) - jitter) * JITTER_GAIN;
            jitterNanos.setRelease(Math.round(jitter));
        }
        lastTransitNanos = transitNanos;
    }

    /** Room for what is new: the numbers that stood there are too old by now. */
    private void forget(long top, long sequence) {
        if (sequence - top >= REMEMBERED) {
            java.util.Arrays.fill(seen, 0);
            return;
        }
        for (long each = top + 1; each < sequence; each++) {
            seen[word(each)] &= ~bit(each);
        }
    }

    private boolean isSeen(long sequence) {
        return (seen[word(sequence)] & bit(sequence)) != 0;
    }

    private void mark(long sequence) {
        seen[word(sequence)] |= bit(sequence);
    }

    private static int word(long sequence) {
        return (int) (sequence & REMEMBERED - 1) >>> 6;
    }

    private static long bit(long sequence) {
        return 1L << sequence;
    }

    public Datagrams counts() {
        long jitterNow = jitterNanos.getAcquire();
        return new Datagrams(
                0,
                OptionalLong.of(received.getAcquire()),
                OptionalLong.of(highest.getAcquire() + 1),
                OptionalLong.of(reordered.getAcquire()),
                OptionalLong.of(duplicates.getAcquire()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                jitterNow < 0 ? OptionalLong.empty() : OptionalLong.of(jitterNow));
    }
}
