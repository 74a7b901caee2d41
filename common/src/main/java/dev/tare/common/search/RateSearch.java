package dev.tare.common.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Halves the range between what got through and what did not, until that is narrow enough. This finds the throughput of
 * RFC 1242 (3.17) as RFC 2544 (26.1) and RFC 8219 (7.1) say: the highest rate of which no more than the accepted part is lost.
 *
 * <pre>{@code
 * RateSearch search = new RateSearch(Burst.ALL, 0, 10_000, 3);
 * while (!search.isOver()) {
 *     search.add(send(search.nextPerSecond()));
 * }
 * search.found().ifPresent(...);
 * }</pre>
 *
 * <p>What counts is what was offered and not what was asked: a sender that was held up has tried a lower rate. The result is
 * the highest rate that got through below the lowest that did not, so that one that got through by chance above it is none. One that got
 * through once may have done so by chance, too: it is offered again, and counts if it passes in all these bursts together.
 * The same bursts give the same result again. For one thread.
 */
public final class RateSearch {

    /** So often in a row does a sender fall behind by chance at most. */
    private static final int MOST_SHORT = 3;

    private static final double MILLION = 1e6;

    private final long highestPerSecond;
    private final long acceptedPartsPerMillion;
    private final long resolutionPartsPerMillion;
    private final int confirmations;
    private final List<Burst> passed = new ArrayList<>();
    /** Further bursts at the rate of the candidate. */
    private final List<Burst> confirming = new ArrayList<>();

    private int bursts;
    private int shortInARow;
    private double lossyPerSecond = Double.POSITIVE_INFINITY;

    /** What set the result. */
    public enum Limit {
        /** At more than the result too much was lost. */
        LOSS,
        /** The sender could offer no more. */
        SENDER,
        /** No more was to be offered, and so much got through. */
        HIGHEST,
        /** At every rate too much was lost: there is no result. */
        NOTHING_PASSED,
        /** The search was not over. */
        UNFINISHED
    }

    /**
     * Before its first burst.
     *
     * @param highestPerSecond datagrams, to begin with; {@link Burst#ALL} for as many as the sender can
     * @param acceptedPartsPerMillion of the datagrams sent, that may be lost
     * @param resolutionPartsPerMillion of the lowest rate that lost more: how far below that the result may be
     * @param confirmations how many more bursts the result has to pass, all together
     */
    public RateSearch(
            long highestPerSecond, long acceptedPartsPerMillion, long resolutionPartsPerMillion, int confirmations) {
        this.highestPerSecond = highestPerSecond;
        this.acceptedPartsPerMillion = acceptedPartsPerMillion;
        this.resolutionPartsPerMillion = resolutionPartsPerMillion;
        this.confirmations = confirmations;
    }

    /** Datagrams per second to ask for next; of a search that is not over. */
    public long nextPerSecond() {
        Optional<Burst> candidate = isNarrowedDown() ? candidate() : Optional.empty();
        if (candidate.isPresent()) {
            return candidate.get().askedPerSecond();
        }
        return lossyPerSecond == Double.POSITIVE_INFINITY ? highestPerSecond : middle();
    }

    private long middle() {
        return Math.round((passedPerSecond() + lossyPerSecond) / 2);
    }

    public void add(Burst burst) {
        if (isNarrowedDown() && candidate().isPresent()) {
            confirm(candidate().get(), burst);
            return;
        }
        bursts++;
        double offered = burst.offeredPerSecond();
        if (!burst.losesAtMost(acceptedPartsPerMillion)) {
            shortInARow = burst.sent() == 0 ? shortInARow + 1 : 0;
            lossyPerSecond = burst.sent() == 0 ? lossyPerSecond : Math.min(lossyPerSecond, offered);
            return;
        }
        shortInARow = isShort(burst) ? shortInARow + 1 : 0;
        passed.add(burst);
    }

    private void confirm(Burst candidate, Burst burst) {
        confirming.add(burst);
        Burst all = together(candidate);
        boolean hopeless =
                all.lost() * MILLION > acceptedPartsPerMillion * (double) candidate.sent() * (confirmations + 1);
        if (hopeless || (confirming.size() >= confirmations && !all.losesAtMost(acceptedPartsPerMillion))) {
            lossyPerSecond = Math.min(lossyPerSecond, candidate.offeredPerSecond());
            shortInARow = 0;
            confirming.clear();
        }
    }

    private Burst together(Burst candidate) {
        return confirming.stream().reduce(candidate, Burst::plus);
    }

    /** Less than half way up from what had passed before: so the range would not get narrower. */
    private boolean isShort(Burst burst) {
        double before = passedPerSecond();
        return burst.askedPerSecond() != Burst.ALL
                && burst.offeredPerSecond() - before < (burst.askedPerSecond() - before) / 2;
    }

    public boolean isOver() {
        return isNarrowedDown()
                && (confirming.size() >= confirmations || candidate().isEmpty());
    }

    private boolean isNarrowedDown() {
        if (bursts == 0 || (shortInARow > 0 && shortInARow < MOST_SHORT)) {
            return false;
        }
        return shortInARow >= MOST_SHORT || lossyPerSecond == Double.POSITIVE_INFINITY || isNarrow();
    }

    private boolean isNarrow() {
        double low = passedPerSecond();
        long next = middle();
        return lossyPerSecond - low <= lossyPerSecond * resolutionPartsPerMillion / MILLION
                || next <= low
                || next >= lossyPerSecond;
    }

    /** All that was offered at the rate which is the result so far. */
    public Optional<Burst> found() {
        return candidate().map(this::together);
    }

    /** How many bursts {@link #found} has together. */
    public int foundBursts() {
        return candidate().isPresent() ? 1 + confirming.size() : 0;
    }

    private Optional<Burst> candidate() {
        return passed.stream()
                .filter(burst -> burst.offeredPerSecond() < lossyPerSecond)
                .max(Comparator.comparingDouble(Burst::offeredPerSecond));
    }

    /** The lowest rate offered at which more was lost than accepted; empty where there was none. */
    public OptionalDouble lossyPerSecond() {
        return lossyPerSecond == Double.POSITIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(lossyPerSecond);
    }

    public Limit limit() {
        if (!isOver()) {
            return Limit.UNFINISHED;
        }
        if (candidate().isEmpty()) {
            return Limit.NOTHING_PASSED;
        }
        if (shortInARow >= MOST_SHORT) {
            return Limit.SENDER;
        }
        if (lossyPerSecond != Double.POSITIVE_INFINITY) {
            return Limit.LOSS;
        }
        return highestPerSecond == Burst.ALL || offersLess(candidate().get()) ? Limit.SENDER : Limit.HIGHEST;
    }

    /** Than the highest rate, by more than the search tells apart. */
    private boolean offersLess(Burst burst) {
        return burst.offeredPerSecond() < highestPerSecond * (1 - resolutionPartsPerMillion / MILLION);
    }

    private double passedPerSecond() {
        return candidate().map(Burst::offeredPerSecond).orElse(0.0);
    }
}
