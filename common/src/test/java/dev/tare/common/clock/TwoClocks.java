package dev.tare.common.clock;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Two simulated clocks and the way between them. The asker's clock is true time; the answerer's is any function of it that
 * does not fall.
 */
final class TwoClocks {

    static final long SECOND = 1_000_000_000L;

    private final LongUnaryOperator answerer;
    private final DoubleSupplier there;
    private final DoubleSupplier back;

    /** The two ways in nanoseconds, a new number for every message. */
    TwoClocks(LongUnaryOperator answerer, DoubleSupplier there, DoubleSupplier back) {
        this.answerer = answerer;
        this.there = there;
        this.back = back;
    }

    /** A clock at {@code offset} that runs {@code ppm} millionths faster. */
    static LongUnaryOperator line(long offsetNanos, double ppm) {
        return at -> at + offsetNanos + Math.round(at * ppm * 1e-6);
    }

    static DoubleSupplier exponential(RandomGenerator random, double leastNanos, double meanNanos) {
        return () -> leastNanos + meanNanos * -Math.log(1 - random.nextDouble());
    }

    static DoubleSupplier uniform(RandomGenerator random, double leastNanos, double spanNanos) {
        return () -> leastNanos + spanNanos * random.nextDouble();
    }

    /** What the answerer's clock really is ahead by. */
    long truth(long atNanos) {
        return answerer.applyAsLong(atNanos) - atNanos;
    }

    Exchange exchange(long atNanos) {
        long received = atNanos + (long) there.getAsDouble();
        long sent = received + 3_000;
        return new Exchange(
                atNanos, answerer.applyAsLong(received), answerer.applyAsLong(sent), sent + (long) back.getAsDouble());
    }

    /** Evenly spaced, the first at {@code fromNanos}. */
    List<Exchange> exchanges(int count, long fromNanos, long spacingNanos) {
        List<Exchange> exchanges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            exchanges.add(exchange(fromNanos + i * spacingNanos));
        }
        return exchanges;
    }
}
