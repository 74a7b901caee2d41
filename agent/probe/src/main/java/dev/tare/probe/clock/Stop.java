package dev.tare.probe.clock;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks everything that waits or loops to come to an end, once and for all. Traffic asks {@link #requested} at every turn. */
public final class Stop implements Pause {

    /** A park ends late by about this much; the rest is spun. */
    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** Once a trial: waking up has been seen to take half a millisecond on a machine that sleeps, and 4 ms in gVisor. */
    private static final long BEGINNING_SPIN_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    /** Who has precedence wakes up before all others, and keeps them off this CPU while it spins. */
    private static final long PRECEDING_SPIN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final NanoClock clock;
    private final CountDownLatch latch = new CountDownLatch(1);
    private volatile boolean requested;

    public Stop(NanoClock clock) {
        this.clock = clock;
    }

    public void request() {
        requested = true;
        latch.countDown();
    }

    public boolean requested() {
        return requested;
    }

    @Override
    public boolean until(long nanos) {
        boolean interrupted = false;
        while (!requested && clock.nanos() - nanos < 0) {
            try {
                requested |= latch.await(nanos - clock.nanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return clock.nanos() - nanos >= 0;
    }

    /** As {@link #until}, without allocating: for waits in traffic that may end late by what waking up takes. */
    public boolean roughlyUntil(long nanos) {
        long left = nanos - clock.nanos();
        while (left > 0 && !requested) {
            LockSupport.parkNanos(this, Math.min(left, LONGEST_PARK_NANOS));
            left = nanos - clock.nanos();
        }
        return !requested;
    }

    /** As {@link #until}, but exact to about a microsecond at the price of spinning before it. */
    public boolean exactlyUntil(long nanos) {
        return spinUntil(nanos, SPIN_NANOS);
    }

    /** As {@link #exactlyUntil}, without ever sleeping. */
    public boolean spinsUntil(long nanos) {
        return spinUntil(nanos, Long.MAX_VALUE);
    }

    /** As {@link #exactlyUntil}, for the instant at which both sides of a trial begin. */
    public boolean beginsAt(long nanos, Precedence precedence) {
        precedence.take();
        return spinUntil(nanos, precedence.isHeld() ? PRECEDING_SPIN_NANOS : BEGINNING_SPIN_NANOS);
    }

    private boolean spinUntil(long nanos, long spinNanos) {
        long left = nanos - clock.nanos();
        while (left > 0 && !requested) {
            if (left > spinNanos) {
                LockSupport.parkNanos(this, Math.min(left - spinNanos, LONGEST_PARK_NANOS));
            } else {
                Thread.onSpinWait();
            }
            left = nanos - clock.nanos();
        }
        return !requested;
    }
}
