package dev.tare.probe.clock;

import dev.tare.common.linux.Libc;

/**
 * The calling thread's right of way over every thread of ordinary priority, from before the agreed instant until its first bytes
 * are on their way: the lowest real-time priority there is (sched(7)). Without it whatever wakes up on this CPU just then, a
 * kernel thread or this program's own compiler, gets its turn of some milliseconds, and the two sides begin that far apart.
 *
 * <p>A thread has it where its process has CAP_SYS_NICE or a limit (RLIMIT_RTPRIO) that allows it; else it begins as it is. Traffic
 * itself never has it: no user's container does.
 */
public final class Precedence {

    private final Libc libc = new Libc();
    private boolean held;

    /** Threads that it starts meanwhile do not inherit it. */
    public void take() {
        held = libc.realTime(1) == 0;
    }

    public boolean isHeld() {
        return held;
    }

    public void giveUp() {
        if (held) {
            held = false;
            libc.ordinary();
        }
    }
}
