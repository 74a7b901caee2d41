package dev.tare.common.clock.udp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WallBridgeTest {

    private static final long HOURS = 7_200_000_000_000L;

    private long now = 5_000;
    private long wallAhead = HOURS;
    private long costNanos = 40;
    private final WallBridge bridge = new WallBridge(this::monotonic, () -> now + wallAhead);

    @Test
    void aStampIsBracketed() {
        bridge.look();

        assertThat(bridge.earliest(now + wallAhead)).isLessThanOrEqualTo(now);
        assertThat(bridge.latest(now + wallAhead)).isGreaterThanOrEqualTo(now);
        assertThat(bridge.bracketNanos()).isBetween(40L, 85L);
    }

    @Test
    void theNarrowestBracketCounts() {
        costNanos = 4_000;
        bridge.look();
        long wide = bridge.bracketNanos();
        costNanos = 20;
        bridge.look();
        costNanos = 4_000;
        bridge.look();

        assertThat(bridge.bracketNanos()).isLessThan(50).isLessThan(wide);
        assertThat(bridge.steps()).isZero();
    }

    @Test
    void aStepIsSeenAndWhatWasKnownForgotten() {
        bridge.look();
        wallAhead = -HOURS;
        bridge.look();

        assertThat(bridge.steps()).isOne();
        assertThat(bridge.earliest(now + wallAhead)).isLessThanOrEqualTo(now);
        assertThat(bridge.latest(now + wallAhead)).isGreaterThanOrEqualTo(now);
    }

    private long monotonic() {
        now += costNanos;
        return now;
    }
}
