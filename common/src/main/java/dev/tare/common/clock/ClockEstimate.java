package dev.tare.common.clock;

/**
 * How two clocks stand at one instant: answerer's clock = asker's clock + {@code offsetNanos}, true within ±
 * {@code boundNanos}.
 *
 * @param atNanos the instant, on the asker's clock
 * @param driftPpb how much faster the answerer's clock runs, in thousand millionths: what is likely, without a bound
 * @param boundNanos never negative; holds as far as the {@link ClockTolerance} does and the peer tells the truth
 * @param exchanges how many possible ones the fit was given
 * @param delayMinNanos the least time on the way, both directions together
 * @param straight whether one line fits all exchanges; if not, a clock stepped, stood still or changed its rate, or somebody
 *     lied, and the estimate is from the exchanges nearest to the instant
 */
public record ClockEstimate(
        long atNanos,
        long offsetNanos,
        long driftPpb,
        long boundNanos,
        int exchanges,
        long delayMinNanos,
        boolean straight) {

    /** Without drift: for what is used near to the instant. */
    public Offset offset() {
        return new Offset(offsetNanos, boundNanos, exchanges);
    }

    public long toAnswererNanos(long askerNanos) {
        return askerNanos + offsetNanos;
    }
}
