package dev.tare.probe.pace;

import dev.tare.common.catalog.WorkloadKind;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.setup.TrialSetup;
import java.nio.ByteBuffer;

/**
 * How many requests a second are asked for.
 *
 * @param perSecond zero for a closed loop
 * @param poisson false for even gaps
 * @param seed of a Poisson process
 * @param spins whether who waits for an instant stays awake all the time
 */
public record Rate(long perSecond, boolean poisson, long seed, boolean spins) {

    /** Each leaves at once after the last answer. */
    public static final Rate CLOSED_LOOP = new Rate(0, false, 0, false);

    /** As the options {@code rate}, {@code arrivals} and {@code wait} say; the seed is the trial's own. */
    public static Rate of(TrialSetup setup) {
        return new Rate(
                setup.options().longNumber("rate"),
                setup.options().text("arrivals").equals("poisson"),
                ByteBuffer.wrap(setup.token().bytes()).getLong(),
                WorkloadKind.spins(setup.options().values()));
    }

    /** Whether it is {@link #CLOSED_LOOP}. */
    public boolean closedLoop() {
        return perSecond == 0;
    }

    public Departures from(long startNanos, Stop stop) {
        if (closedLoop()) {
            return Departures.CLOSED_LOOP;
        }
        return Departures.at(
                poisson ? new PoissonTimes(startNanos, perSecond, seed) : new FixedTimes(startNanos, 1, perSecond),
                spins ? stop::spinsUntil : stop::exactlyUntil);
    }

    /** So many evenly spaced instants per second. */
    public static FireTimes even(long startNanos, long perSecond) {
        return new FixedTimes(startNanos, 1, perSecond);
    }

    /** Instants of datagrams that fill this many bits per second. */
    public static FireTimes ofBits(long startNanos, long datagramBytes, long bitsPerSecond) {
        return new FixedTimes(startNanos, datagramBytes * Byte.SIZE, bitsPerSecond);
    }
}
