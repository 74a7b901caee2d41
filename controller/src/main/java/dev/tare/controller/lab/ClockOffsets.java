package dev.tare.controller.lab;

import dev.tare.controller.trial.Side;
import java.time.Duration;

/**
 * How far each host's monotonic clock is ahead of the machine's.
 *
 * @param client whole seconds
 * @param server whole seconds
 */
public record ClockOffsets(Duration client, Duration server) {

    /** The kernel takes no more than this (KTIME_SEC_MAX / 2); a host that has been up for a century is enough. */
    private static final Duration MOST = Duration.ofDays(36_500);

    /** Room for the time that passes between reading the uptime and making the clock. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    // after the bound that its constructor checks
    public static final ClockOffsets NONE = new ClockOffsets(Duration.ZERO, Duration.ZERO);

    public ClockOffsets {
        if (client.abs().compareTo(MOST) > 0 || server.abs().compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a clock offset is at most " + MOST.toDays() + " days");
        }
    }

    public Duration of(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /**
     * The same difference between the hosts where no clock would be before zero: the kernel refuses an offset below
     * minus the uptime, so both are shifted forward instead.
     */
    public ClockOffsets possibleAfter(Duration uptime) {
        Duration least = client.compareTo(server) < 0 ? client : server;
        Duration missing = uptime.minus(MARGIN).plus(least).negated();
        if (missing.isNegative() || missing.isZero()) {
            return this;
        }
        // the side that was to be behind keeps the machine's clock
        Duration forward = least.negated();
        return new ClockOffsets(client.plus(forward), server.plus(forward));
    }
}
