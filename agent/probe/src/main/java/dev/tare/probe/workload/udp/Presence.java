package dev.tare.probe.workload.udp;

import dev.tare.probe.clock.NanoClock;
import java.util.concurrent.TimeUnit;

/** When to look again whether the peer's probe is still there, where its kernel would go on answering without it. */
final class Presence {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final NanoClock clock;
    private long nextNanos;

    Presence(NanoClock clock) {
        this.clock = clock;
        this.nextNanos = clock.nanos();
    }

    boolean isDue() {
        long now = clock.nanos();
        if (now - nextNanos < 0) {
            return false;
        }
        nextNanos = now + LOOK_NANOS;
        return true;
    }
}
