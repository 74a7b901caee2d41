package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.Offset;
import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StartTest {

    private static final Duration LEAD = Duration.ofMillis(30);
    private static final ClockReading CLIENT = reading(0, 1_000_000, 400);
    private static final Map<Side, ClockReading> BEFORE =
            Map.of(Side.CLIENT, CLIENT, Side.SERVER, reading(0, -7_000_000, 900));

    /** Computing what is known of clocks takes 2 ms here. */
    private final AtomicLong nowNanos = new AtomicLong(998_000_000);

    @Test
    void bothAreToldOneInstantByWhatIsKnownBestOfTheirClocks() {
        Start start = new Start(LEAD, BEFORE, at -> Map.of(Side.SERVER, reading(at, -7_000_500, 100)));

        Start.Agreed agreed = start.agree(() -> nowNanos.addAndGet(2_000_000));

        assertThat(agreed.agreedNanos()).isEqualTo(1_002_000_000);
        long clientsBound = CLIENT.at(1_000_000_000).offset().boundNanos();
        assertThat(clientsBound).isGreaterThan(400);
        assertThat(agreed.atNanos())
                .as("the worst clock's bound is waited for, and the lead")
                .isEqualTo(agreed.agreedNanos() + LEAD.toNanos() + clientsBound);
        assertThat(agreed.sidesNanos())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Side.CLIENT, agreed.atNanos() + 1_000_000, Side.SERVER, agreed.atNanos() - 7_000_500));
    }

    private static ClockReading reading(long atNanos, long offsetNanos, long boundNanos) {
        return new ClockReading(atNanos, new Offset(offsetNanos, boundNanos, 40));
    }
}
