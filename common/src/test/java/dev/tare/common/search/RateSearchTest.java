package dev.tare.common.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.common.search.RateSearch.Limit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateSearchTest {

    private static final long SECOND = 1_000_000_000;
    private static final long PERCENT = 10_000;
    private static final int MOST_BURSTS = 60;

    /** A sender that can do so much, and a path that carries so much. */
    private static Burst send(long asked, long sender, long path) {
        long sent = asked == Burst.ALL ? sender : Math.min(asked, sender);
        return new Burst(asked, SECOND, sent, Math.min(sent, path), SECOND);
    }

    private static int run(RateSearch search, LongUnaryOperator sender, long path) {
        int bursts = 0;
        for (; !search.isOver() && bursts < MOST_BURSTS; bursts++) {
            search.add(send(search.nextPerSecond(), sender.applyAsLong(bursts), path));
        }
        return bursts;
    }

    @ParameterizedTest
    @CsvSource({"1000000, 437123, 0", "1000000, 437123, 1000", "1000000, 999000, 0", "1000000, 57, 0", "3, 2, 0"})
    void findsWhatThePathCarries(long sender, long path, long accepted) {
        RateSearch search = new RateSearch(Burst.ALL, accepted, PERCENT, 0);
        run(search, _ -> sender, path);
        assertThat(search.limit()).isEqualTo(Limit.LOSS);
        Burst found = search.found().orElseThrow();
        assertThat(found.losesAtMost(accepted)).isTrue();
        assertThat(found.offeredPerSecond()).isBetween(Math.floor(path * 0.99) - 1, path * (1 + 2 * accepted / 1e6));
        assertThat(search.lossyPerSecond().orElseThrow()).isGreaterThan(found.offeredPerSecond());
    }

    @Test
    void takesTenBurstsForATenthAtOnePercent() {
        RateSearch search = new RateSearch(Burst.ALL, 0, PERCENT, 0);
        assertThat(run(search, _ -> 1_000_000, 100_000)).isLessThanOrEqualTo(12);
    }

    @Test
    void aSenderWhoseMostGetsThroughIsTheLimit() {
        RateSearch search = new RateSearch(Burst.ALL, 0, PERCENT, 0);
        assertThat(run(search, _ -> 5_000, 1_000_000)).isEqualTo(1);
        assertThat(search.limit()).isEqualTo(Limit.SENDER);
        assertThat(search.found().orElseThrow().offeredPerSecond()).isEqualTo(5_000);
        assertThat(search.lossyPerSecond()).isEmpty();
    }

    @Test
    void noMoreIsOfferedThanAskedFor() {
        RateSearch search = new RateSearch(2_000, 0, PERCENT, 0);
        assertThat(search.nextPerSecond()).isEqualTo(2_000);
        run(search, _ -> 5_000, 1_000_000);
        assertThat(search.limit()).isEqualTo(Limit.HIGHEST);
    }

    /** Asked for more again and again, it never gets further: then nothing is known of the path above. */
    @Test
    void aSenderThatFallsBehindIsTheLimit() {
        RateSearch search = new RateSearch(900_000, 0, PERCENT, 0);
        run(search, _ -> 300_000, 1_000_000);
        assertThat(search.limit()).isEqualTo(Limit.SENDER);
        assertThat(search.found().orElseThrow().offeredPerSecond()).isEqualTo(300_000);
    }

    @Test
    void aSenderThatWasHeldUpOnceIsAskedAgain() {
        RateSearch search = new RateSearch(Burst.ALL, 0, PERCENT, 0);
        run(search, burst -> burst == 3 ? 1 : 1_000_000, 437_000);
        assertThat(search.limit()).isEqualTo(Limit.LOSS);
        assertThat(search.found().orElseThrow().offeredPerSecond()).isCloseTo(437_000, within(4_500.0));
    }

    @Test
    void whereNothingGetsThroughThereIsNoResult() {
        RateSearch search = new RateSearch(Burst.ALL, 0, PERCENT, 0);
        run(search, _ -> 1_000_000, 0);
        assertThat(search.limit()).isEqualTo(Limit.NOTHING_PASSED);
        assertThat(search.found()).isEmpty();
    }

    @Test
    void aSenderThatSendsNothingComesToAnEnd() {
        RateSearch search = new RateSearch(Burst.ALL, 0, PERCENT, 0);
        assertThat(run(search, _ -> 0, 0)).isLessThan(MOST_BURSTS);
        assertThat(search.limit()).isEqualTo(Limit.NOTHING_PASSED);
    }

    @Test
    void brokenOffItSaysSoAndWhatItHas() {
        RateSearch search = new RateSearch(Burst.ALL, 0, PERCENT, 0);
        search.add(send(Burst.ALL, 1_000, 700));
        search.add(send(search.nextPerSecond(), 1_000, 700));
        assertThat(search.limit()).isEqualTo(Limit.UNFINISHED);
        assertThat(search.found().orElseThrow().offeredPerSecond()).isEqualTo(500);
    }

    @Test
    void whatGotThroughAboveALossIsChance() {
        RateSearch search = new RateSearch(Burst.ALL, 0, PERCENT, 0);
        search.add(send(Burst.ALL, 1_000, 900));
        search.add(send(500, 1_000, 900));
        search.add(send(750, 1_000, 900));
        search.add(new Burst(600, SECOND, 600, 599, SECOND));
        assertThat(search.found().orElseThrow().offeredPerSecond()).isEqualTo(500);
    }

    /** Once it passes by chance, and the next burst shows it: then it is as one that lost at once. */
    @Test
    void whatPassesOnlyOnceIsNotTheResult() {
        RateSearch search = new RateSearch(Burst.ALL, 0, PERCENT, 2);
        search.add(send(Burst.ALL, 1_000, 1_000));
        assertThat(search.isOver()).isFalse();
        assertThat(search.nextPerSecond()).isEqualTo(Burst.ALL);
        search.add(send(Burst.ALL, 1_000, 990));
        assertThat(search.nextPerSecond()).isEqualTo(500);
        run(search, _ -> 1_000, 700);
        assertThat(search.limit()).isEqualTo(Limit.LOSS);
        Burst found = search.found().orElseThrow();
        assertThat(found.offeredPerSecond()).isBetween(690.0, 700.0);
        assertThat(found.lengthNanos()).isEqualTo(3 * SECOND);
    }

    @Test
    void aBurstMayLoseMoreWhereAllTogetherDoNot() {
        RateSearch search = new RateSearch(Burst.ALL, 10_000, PERCENT, 2);
        search.add(send(Burst.ALL, 1_000, 1_000));
        search.add(send(Burst.ALL, 1_000, 980));
        search.add(send(Burst.ALL, 1_000, 995));
        assertThat(search.isOver()).isTrue();
        assertThat(search.limit()).isEqualTo(Limit.SENDER);
        assertThat(search.found().orElseThrow().lossRatio()).isCloseTo(0.0083, within(1e-4));
    }

    @Test
    void noLossMeansNone() {
        Burst oneOfAMillion = new Burst(Burst.ALL, SECOND, 10_000_000, 9_999_999, SECOND);
        assertThat(oneOfAMillion.losesAtMost(0)).isFalse();
        assertThat(oneOfAMillion.losesAtMost(1)).isTrue();
        assertThat(new Burst(5, SECOND, 0, 0, 0).losesAtMost(500_000)).isFalse();
    }

    @Test
    void theReceiversRateIsNoneThatAQueueMade() {
        // sent in a second, came in two
        assertThat(new Burst(100, SECOND, 101, 101, 2 * SECOND).receivedPerSecond())
                .isCloseTo(50, within(1.0));
        // read late, and then at once
        assertThat(new Burst(100, SECOND, 100, 100, SECOND / 2).receivedPerSecond())
                .isEqualTo(100);
    }
}
