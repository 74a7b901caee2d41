package dev.tare.common.linux;

import java.util.OptionalLong;

/** CPU time of this process, all threads, user and system. For one thread at a time. */
public final class ProcessCpuClock {

    private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Libc libc = new Libc();
    private final NativeMemory timespec = new NativeMemory(2 * Long.BYTES);

    /** Nanoseconds since the process started; empty where the kernel does not tell. */
    public OptionalLong nanos() {
        if (libc.clockGettime(CLOCK_PROCESS_CPUTIME_ID, timespec) < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(timespec.bytes().getLong(0) * NANOS_PER_SECOND
                + timespec.bytes().getLong(Long.BYTES));
    }
}
