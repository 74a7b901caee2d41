package dev.tare.common.clock;

import java.util.Collection;
import java.util.Comparator;

/**
 * Answerer's clock = asker's clock + {@code offsetNanos}, true within ± {@code boundNanos} at the moment it was measured.
 *
 * @param exchanges how many exchanges it was chosen from
 */
public record Offset(long offsetNanos, long boundNanos, int exchanges) {

    /**
     * Of all exchanges the one with the least delay. Its offset is wrong by half its delay at most, whatever the share of
     * the two directions: that is the bound (Cristian 1989, as NTP's RFC 5905 uses it).
     */
    public static Offset ofMinimumDelay(Collection<Exchange> exchanges) {
        Exchange best = exchanges.stream()
                .filter(exchange -> exchange.delayNanos() >= 0)
                .min(Comparator.comparingLong(Exchange::delayNanos))
                .orElseThrow(() -> new IllegalArgumentException("no exchange with a delay of zero or more"));
        return new Offset(best.offsetNanos(), (best.delayNanos() + 1) / 2, exchanges.size());
    }

    public long toAnswererNanos(long askerNanos) {
        return askerNanos + offsetNanos;
    }

    public long toAskerNanos(long answererNanos) {
        return answererNanos - offsetNanos;
    }
}
