package dev.tare.probe.socket;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.setup.Stopped;

/** How long opening connections may take. */
public final class Patience {

    private final NanoClock clock;
    private final Stop stop;
    private final long untilNanos;

    public Patience(NanoClock clock, Stop stop, long timeoutNanos) {
        this.clock = clock;
        this.stop = stop;
        this.untilNanos = clock.nanos() + timeoutNanos;
    }

    /** True when the time is up. */
    public boolean isOver() throws Stopped {
        if (stop.requested()) {
            throw new Stopped();
        }
        return clock.nanos() - untilNanos >= 0;
    }

    void rest(long nanos) {
        stop.until(clock.nanos() + nanos);
    }

    long nowNanos() {
        return clock.nanos();
    }
}
