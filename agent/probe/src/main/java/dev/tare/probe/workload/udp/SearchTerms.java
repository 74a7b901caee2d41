package dev.tare.probe.workload.udp;

import dev.tare.common.search.Burst;
import dev.tare.common.search.RateSearch;
import dev.tare.probe.setup.WorkloadOptions;

/**
 * How a search is to go about it.
 *
 * @param highestPerSecond datagrams to begin with; {@link Burst#ALL} for as many as the sender can
 * @param confirmations bursts in which what was found has to pass again
 * @param burstNanos how long each rate is offered
 * @param settleNanos after a burst, before the receiver is asked
 */
record SearchTerms(
        long highestPerSecond,
        long acceptedPartsPerMillion,
        long resolutionPartsPerMillion,
        int confirmations,
        long burstNanos,
        long settleNanos) {

    static SearchTerms of(WorkloadOptions options) {
        long highestBits = options.longNumber("highest");
        return new SearchTerms(
                highestBits == 0 ? Burst.ALL : Math.max(1, highestBits / ((long) Byte.SIZE * options.number("size"))),
                options.longNumber("loss"),
                options.longNumber("resolution"),
                options.number("confirm"),
                options.longNumber("burst"),
                options.longNumber("settle"));
    }

    RateSearch search() {
        return new RateSearch(highestPerSecond, acceptedPartsPerMillion, resolutionPartsPerMillion, confirmations);
    }
}
