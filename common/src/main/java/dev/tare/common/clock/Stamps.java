package dev.tare.common.clock;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What exchanges say, as points: the offset at t1 was at most t2 - t1 ({@link #ceiling}), and at t4 at least t3 - t4 ({@link
 * #floor}). Both hold whatever the delays are, because a message arrives after it was sent and clocks do not run backwards.
 * Numbers are relative to one exchange of the asker's clock and offset, so that they are small enough for doubles.
 */
final class Stamps {

    /** Sorted by t1; at least one. */
    private final List<Exchange> exchanges;

    private final long originNanos;
    private final long baseNanos;

    private Stamps(List<Exchange> exchanges, long originNanos, long baseNanos) {
        this.exchanges = exchanges;
        this.originNanos = originNanos;
        this.baseNanos = baseNanos;
    }

    static Stamps of(List<Exchange> exchanges) {
        List<Exchange> sorted = exchanges.stream()
                .sorted(Comparator.comparingLong(Exchange::t1))
                .toList();
        Exchange middle = sorted.get(sorted.size() / 2);
        return new Stamps(sorted, middle.t1(), middle.t2() - middle.t1());
    }

    int size() {
        return exchanges.size();
    }

    long baseNanos() {
        return baseNanos;
    }

    double time(long askerNanos) {
        return (double) (askerNanos - originNanos);
    }

    /** The instant in the middle between the first question and the last. */
    long middleNanos() {
        long first = exchanges.getFirst().t1();
        return first + (exchanges.getLast().t1() - first) / 2;
    }

    /** So many, at least two, evenly from the first question to the last. */
    LongStream instants(int count) {
        long first = exchanges.getFirst().t1();
        double step = (double) (exchanges.getLast().t1() - first) / (count - 1);
        return LongStream.range(0, count).map(i -> first + Math.round(i * step));
    }

    long delayMinNanos() {
        return Math.max(
                0, exchanges.stream().mapToLong(Exchange::delayNanos).min().orElseThrow());
    }

    /** The half (rounded up) of the exchanges that were asked nearest to an instant. */
    Stamps nearestHalf(long askerNanos) {
        int keep = (size() + 1) / 2;
        int from = 0;
        while (from + keep < size()
                && askerNanos - exchanges.get(from).t1()
                        > exchanges.get(from + keep).t1() - askerNanos) {
            from++;
        }
        return new Stamps(exchanges.subList(from, from + keep), originNanos, baseNanos);
    }

    double[][] ceiling() {
        return points(exchanges, Exchange::t1, exchange -> exchange.t2() - exchange.t1());
    }

    double[][] floor() {
        List<Exchange> byAnswer = exchanges.stream()
                .sorted(Comparator.comparingLong(Exchange::t4))
                .toList();
        return points(byAnswer, Exchange::t4, exchange -> exchange.t3() - exchange.t4());
    }

    private double[][] points(List<Exchange> from, Reading when, Reading offset) {
        double[] x = new double[from.size()];
        double[] y = new double[from.size()];
        Arrays.setAll(x, i -> time(when.of(from.get(i))));
        Arrays.setAll(y, i -> (double) (offset.of(from.get(i)) - baseNanos));
        return new double[][] {x, y};
    }

    private interface Reading {
        long of(Exchange exchange);
    }
}
