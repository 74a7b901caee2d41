package dev.tare.common.clock.udp;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clocks of a host, in nanoseconds.
 *
 * @param monotonic {@link System#nanoTime}, or the same from another origin
 * @param wall since 1970, as the kernel stamps packets
 */
public record HostClocks(LongSupplier monotonic, LongSupplier wall) {

    /** Those of this machine, the monotonic one as a caller wants it counted. */
    public static HostClocks of(LongSupplier monotonic) {
        return new HostClocks(monotonic, HostClocks::wallNanos);
    }

    /** CLOCK_REALTIME. */
    public static long wallNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
