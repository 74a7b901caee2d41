package dev.tare.probe.workload.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Precedence;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Timing;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
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
        tally.precedence().end();
    }

    @Test
    void whoSendsFirstHasItUntilItHasSent() throws ProbeFailure {
        assertThat(link().lead(soon(), stop)).isTrue();
        assertThat(tally.precedence().isHeld()).isEqualTo(permitted);
        tally.sent(1);
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    @Test
    void aHeadIsSentToo() throws ProbeFailure {
        assertThat(link().lead(soon(), stop, Rate.CLOSED_LOOP)).isTrue();
        assertThat(tally.precedence().isHeld()).isEqualTo(permitted);
        tally.headSent(1);
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    @Test
    void whoWaitsForThePeerHasItNoLongerThanToTheInstant() throws ProbeFailure {
        assertThat(link().begin(soon(), stop)).isTrue();
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    /** It may wait for a second, and spin all the while. */
    @Test
    void whoWaitsForAnArrivalHasItNoLongerThanToTheInstant() throws ProbeFailure {
        assertThat(link().lead(soon(), stop, new Rate(1, true, 0, true))).isTrue();
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    @Test
    void whoIsStoppedBeforeHasItNoLonger() throws ProbeFailure {
        stop.request();
        assertThat(link().lead(soon(), stop)).isFalse();
        assertThat(tally.precedence().isHeld()).isFalse();
    }

    /** By its option. Without it the trial would be told as one that had it. */
    @Test
    void whoHasItThroughoutKeepsItOrFails() throws ProbeFailure {
        Tally throughout = new Tally(Precedence.throughout());
        if (permitted) {
            assertThat(link(throughout).begin(soon(), stop)).isTrue();
            throughout.sent(1);
            assertThat(throughout.precedence().isHeld()).isTrue();
        } else {
            assertThatThrownBy(() -> link(throughout).begin(soon(), stop))
                    .isInstanceOfSatisfying(
                            ProbeFailure.class, it -> assertThat(it.code()).isEqualTo(FailureCode.OPTION_UNAVAILABLE));
        }
    }

    private static Window soon() {
        return new Timing(0, SOON_NANOS, SOON_NANOS).from(System.nanoTime() + SOON_NANOS);
    }

    private Link link() {
        return link(tally);
    }

    /** Without a connection, which who begins does not touch. */
    @SuppressWarnings("NullAway")
    private Link link(Tally of) {
        return new Link(null, "nobody", NanoClock.SYSTEM, of, new Overdue());
    }

    private static boolean isPermitted() {
        Precedence trying = new Precedence();
        trying.take();
        boolean permitted = trying.isHeld();
        trying.giveUp();
        return permitted;
    }
}
