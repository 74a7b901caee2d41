package dev.tare.common.clock;

/**
 * What is presumed of two clocks that are compared.
 *
 * @param driftLimit their rates differ by no more than this, as a ratio
 * @param wander within the exchanges that are fitted together the difference of the rates stays within this of what it is at
 *     the asked instant, as a ratio
 */
public record ClockTolerance(double driftLimit, double wander) {

    /**
     * Linux disciplines a clock by 500 millionths at most (MAXFREQ in its timex.h), so two are within a thousand. Wander is
     * the PHI of RFC 5905: 15 millionths.
     */
    public static final ClockTolerance COMPUTERS = new ClockTolerance(1000e-6, 15e-6);

    public ClockTolerance {
        if (!(driftLimit >= 0 && driftLimit < 0.5 && wander >= 0 && wander < 0.5)) {
            throw new IllegalArgumentException("a drift limit of " + driftLimit + " and a wander of " + wander);
        }
    }
}
