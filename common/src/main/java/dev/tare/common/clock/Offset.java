package dev.tare.common.clock;

/**
 * Answerer's clock = asker's clock + {@code offsetNanos}, true within ± {@code boundNanos} at the moment it was measured.
 *
 * @param exchanges how many exchanges it was chosen from
 */
public record Offset(long offsetNanos, long boundNanos, int exchanges) {

    public long toAnswererNanos(long askerNanos) {
        return askerNanos + offsetNanos;
    }

    public long toAskerNanos(long answererNanos) {
        return answererNanos - offsetNanos;
    }
}
