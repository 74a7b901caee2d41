package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LimitTest {

    private static final Duration LOOK = Duration.ofNanos(50);

    private final AtomicLong nowNanos = new AtomicLong(1_000);
    private final Limit limit = new Limit(nowNanos::get, LOOK);

    @Test
    void nothingIsOverBeforeALimitIsSet() {
        nowNanos.addAndGet(1_000_000);

        assertThat(limit.isOver()).isFalse();
    }

    @Test
    void isOverAfterItsTime() {
        limit.in(Duration.ofNanos(100));

        assertThat(after(50)).isFalse();
        assertThat(after(50)).isFalse();
        assertThat(after(1)).isTrue();
    }

    @Test
    void timeInWhichNobodyLookedDoesNotCount() {
        limit.in(Duration.ofNanos(100));

        assertThat(after(1_050)).isFalse();
        assertThat(after(50)).isFalse();
        assertThat(after(1)).isTrue();
    }

    @Test
    void aLaterLimitTakesThePlaceOfOneThatIsOver() {
        limit.in(Duration.ofNanos(10));
        assertThat(after(50)).isTrue();

        limit.at(nowNanos.get(), Duration.ofNanos(50));

        assertThat(after(50)).isFalse();
        assertThat(after(50)).isTrue();
    }

    private boolean after(long nanos) {
        nowNanos.addAndGet(nanos);
        return limit.isOver();
    }
}
