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

    private static Exchange exchange(long at, long there, long back) {
        return new Exchange(at, agent(at + there), agent(at + there + 5_000), at + there + 5_000 + back);
    }

    private static long agent(long nanos) {
        return nanos + AHEAD + Math.round(nanos * DRIFT);
    }
}
