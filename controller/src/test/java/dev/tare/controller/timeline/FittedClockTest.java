package dev.tare.controller.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.Exchange;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FittedClockTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long AHEAD = 86_400 * SECOND;
    private static final double DRIFT = 40e-6;

    @Test
    void placesWhatTheAgentSawWithinTheBound() {
        Random random = new Random(5);
        List<Exchange> exchanges = LongStream.range(0, 200)
                .mapToObj(i -> exchange(i * SECOND / 10, 20_000 + random.nextInt(300_000), 20_000))
                .toList();
        AgentClock clock = AgentClock.of(exchanges, null, null).orElseThrow();

        for (long at = -SECOND; at < 22 * SECOND; at += SECOND / 17) {
            Moment moment = clock.toController(agent(at));
            assertThat(Math.abs(moment.atNanos() - at)).as("%s", moment).isLessThanOrEqualTo(moment.boundNanos());
        }
        assertThat(clock.toController(agent(10 * SECOND)).boundNanos()).isLessThan(50_000);
    }

    /** Between two answers nobody knows when it was: then the bound is as wide as the step. */
    @Test
    void whatHappenedAroundAStepIsWithinTheBoundToo() {
        long step = 5_000_000;
        long when = 5 * SECOND + SECOND / 10;
        List<Exchange> exchanges = LongStream.range(0, 40)
                .map(i -> i * SECOND / 4)
                .mapToObj(at -> {
                    long jumped = at < when ? 0 : step;
                    return new Exchange(at, at + 20_000 + jumped, at + 25_000 + jumped, at + 45_000);
                })
                .toList();
        AgentClock clock = AgentClock.of(exchanges, null, null).orElseThrow();

        for (long at = 0; at < 10 * SECOND; at += SECOND / 33) {
            Moment moment = clock.toController(at + (at < when ? 0 : step));
            assertThat(Math.abs(moment.atNanos() - at)).as("%s", moment).isLessThanOrEqualTo(moment.boundNanos());
        }
        assertThat(clock.toController(2 * SECOND).boundNanos()).isLessThan(100_000);
    }

    private static Exchange exchange(long at, long there, long back) {
        return new Exchange(at, agent(at + there), agent(at + there + 5_000), at + there + 5_000 + back);
    }

    private static long agent(long nanos) {
        return nanos + AHEAD + Math.round(nanos * DRIFT);
    }
}
