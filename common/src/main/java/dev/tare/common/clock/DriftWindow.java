package dev.tare.common.clock;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The drift between two clocks that are compared again and again. A comparison lasts a fraction of a second, in which two
 * clocks drift by less than it can tell; so the drift is fitted over all comparisons of a window, of each the exchanges that were
 * quickest in one direction. Not for more than one thread.
 */
public final class DriftWindow {

    /** In which a drift of 0.1 ppm has become 3 µs: several times what a comparison is off on a quiet network. */
    private static final long LENGTH_NANOS = 30_000_000_000L;

    /** For each direction. Those bound the line; the others of a comparison add nothing but work. */
    private static final int KEPT = 5;

    private final Deque<List<Exchange>> comparisons = new ArrayDeque<>();

    /**
     * Adds a comparison and returns the drift at its end, in billionths; where a clock has stepped meanwhile the window begins
     * anew.
     *
     * @param heard not empty, later than what was added before
     */
    public long add(Collection<Exchange> heard) {
        List<Exchange> quickest = quickest(heard);
        comparisons.addLast(quickest);
        long nowNanos = quickest.stream()
                .mapToLong(Exchange::t4)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("nothing"));
        while (nowNanos - comparisons.getFirst().getFirst().t1() > LENGTH_NANOS && comparisons.size() > 1) {
            comparisons.removeFirst();
        }
        ClockFit fit = fit();
        if (!fit.straight()) {
            comparisons.clear();
            comparisons.add(quickest);
            fit = fit();
        }
        return fit.at(nowNanos).driftPpb();
    }

    private ClockFit fit() {
        List<Exchange> all = comparisons.stream().flatMap(List::stream).toList();
        return ClockFit.of(all, ClockTolerance.COMPUTERS).orElseThrow();
    }

    private static List<Exchange> quickest(Collection<Exchange> heard) {
        List<Exchange> possible = heard.stream()
                .filter(exchange -> exchange.possible(ClockTolerance.COMPUTERS.driftLimit()))
                .toList();
        Set<Exchange> kept = new LinkedHashSet<>();
        Stream.of(
                        Comparator.comparingLong((Exchange it) -> it.t2() - it.t1()),
                        Comparator.comparingLong((Exchange it) -> it.t4() - it.t3()))
                .forEach(way -> possible.stream().sorted(way).limit(KEPT).forEach(kept::add));
        return List.copyOf(kept);
    }
}
