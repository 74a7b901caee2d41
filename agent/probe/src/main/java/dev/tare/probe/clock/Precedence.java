package dev.tare.probe.clock;

import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;

/**
 * The calling thread's right of way over every thread of ordinary priority, from before the agreed instant until its first bytes
 * are on their way: the lowest real-time priority there is (sched(7)). Without it whatever wakes up on this CPU just then, a
 * kernel thread or this program's own compiler, gets its turn of some milliseconds, and the two sides begin that far apart.
 *
 * <p>A thread has it where its process has CAP_SYS_NICE or a limit (RLIMIT_RTPRIO) that allows it, and its control group no limit
 * that forbids it (cpu.rt_runtime_us); else it begins as it is. Traffic itself has it only where a plan asks for that, since no
 * user's container has: then it is {@link #throughout}, and a thread that cannot have it is not to run as it is.
 */
public final class Precedence {

    // sched.h
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_FIFO = 1;

    /** Threads that it starts meanwhile do not inherit it. */
    private static final int SCHED_RESET_ON_FORK = 0x40000000;

    private static final int LOWEST = 1;

    private final Libc libc = new Libc();

    /** struct sched_param: a priority and nothing else. */
    private final NativeMemory parameters = new NativeMemory(Integer.BYTES);

    private final boolean throughout;
    private boolean held;

    public Precedence() {
        this(false);
    }

    private Precedence(boolean throughout) {
        this.throughout = throughout;
    }

    /** Which {@link #giveUp} does not end. */
    public static Precedence throughout() {
        return new Precedence(true);
    }

    /** Zero, or why this thread stays as it is: {@code -errno}. */
    public int take() {
        int result = schedule(SCHED_FIFO | SCHED_RESET_ON_FORK, LOWEST);
        held = result == 0;
        return result;
    }

    public boolean isHeld() {
        return held;
    }

    /** Whether the traffic is to have it to its end, and has not got it. */
    public boolean isMissing() {
        return throughout && !held;
    }

    /** The traffic has begun. */
    public void giveUp() {
        if (held && !throughout) {
            end();
        }
    }

    /** This thread is an ordinary one from now on, whoever took what. */
    public void end() {
        // with the flag: to clear it takes CAP_SYS_NICE, and for an ordinary thread it means nothing
        held = schedule(SCHED_OTHER | SCHED_RESET_ON_FORK, 0) != 0 && held;
    }

    private int schedule(int policy, int priority) {
        parameters.bytes().putInt(0, priority);
        return libc.schedSetscheduler(0, policy, parameters);
    }
}
