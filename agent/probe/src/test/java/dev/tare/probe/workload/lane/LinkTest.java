package dev.tare.probe.workload.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Timing;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.Rate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has right of way when a trial begins, and until when. Where this process may have none nobody has it at any time. */
final class LinkTest {

    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Tally tally = new Tally();
    private final Stop stop = new Stop(NanoClock.SYSTEM);
    private final boolean permitted = isPermitted();

    @AfterEach
    void backToOrdinary() {
        tally.precedence().giveUp();
    }

    @Test
    void whoSendsFirstHasItUntilItHasSent() {
        assertThat(link().lead(soon(), stop)).isTrue();
        assertThat(tally.precedence().isHeld()).isEqualTo(permitted);
        tally.sent(1);
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    @Test
    void aHeadIsSentToo() {
        assertThat(link().lead(soon(), stop, Rate.CLOSED_LOOP)).isTrue();
        assertThat(tally.precedence().isHeld()).isEqualTo(permitted);
        tally.headSent(1);
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    @Test
    void whoWaitsForThePeerHasItNoLongerThanToTheInstant() {
        assertThat(link().begin(soon(), stop)).isTrue();
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    /** It may wait for a second, and spin all the while. */
    @Test
    void whoWaitsForAnArrivalHasItNoLongerThanToTheInstant() {
        assertThat(link().lead(soon(), stop, new Rate(1, true, 0, true))).isTrue();
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    @Test
    void whoIsStoppedBeforeHasItNoLonger() {
        stop.request();
        assertThat(link().lead(soon(), stop)).isFalse();
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    private static Window soon() {
        return new Timing(0, SOON_NANOS, SOON_NANOS).from(System.nanoTime() + SOON_NANOS);
    }

    /** Without a connection, which who begins does not touch. */
    @SuppressWarnings("NullAway")
    private Link link() {
        return new Link(null, "nobody", NanoClock.SYSTEM, tally, new Overdue());
    }

    private static boolean isPermitted() {
        var trying = new dev.tare.probe.clock.Precedence();
        trying.take();
        boolean permitted = trying.isHeld();
        trying.giveUp();
        return permitted;
    }
}
