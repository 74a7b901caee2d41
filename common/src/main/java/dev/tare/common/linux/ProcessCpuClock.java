package dev.tare.common.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/** CPU time of this process, all threads, user and system. For one thread at a time. */
public final class ProcessCpuClock {

    private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Libc libc = new Libc();
    private final MemorySegment timespec = Arena.ofAuto().allocate(2 * Long.BYTES, Long.BYTES);

    /** Nanoseconds since the process started; empty where the kernel does not tell. */
    public OptionalLong nanos() {
        if (libc.clockGettime(CLOCK_PROCESS_CPUTIME_ID, timespec) < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                timespec.getAtIndex(JAVA_LONG, 0) * NANOS_PER_SECOND + timespec.getAtIndex(JAVA_LONG, 1));
    }
}
