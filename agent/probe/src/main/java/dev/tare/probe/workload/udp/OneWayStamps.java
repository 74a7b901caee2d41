package dev.tare.probe.workload.udp;

import dev.tare.probe.clock.NanoClock;

/**
 * Four instants of each transaction, as in TWAMP (RFC 5357): the request carries when it left, the response that, when the
 * request had come, and when the response left. The request's own stamp comes back, so that a response to the first of two
 * copies is not taken for one to the second.
 */
final class OneWayStamps implements Stamps {

    private static final int ASKED = Long.BYTES;
    private static final int CAME = 2 * Long.BYTES;
    private static final int ANSWERED = 3 * Long.BYTES;

    private final NanoClock clock;
    private final Transits transits;
    private long cameNanos;

    OneWayStamps(NanoClock clock, Transits transits) {
        this.clock = clock;
        this.transits = transits;
    }

    @Override
    public void marks(Numbered request) {
        request.stamp(ASKED, clock.nanos());
    }

    @Override
    public void came() {
        cameNanos = clock.nanos();
    }

    @Override
    public void answers(Numbered request, Numbered response) {
        response.stamp(ASKED, request.stamp(ASKED));
        response.stamp(CAME, cameNanos);
        response.stamp(ANSWERED, clock.nanos());
    }

    @Override
    public void answered(Numbered response, long nowNanos) {
        transits.add(response.stamp(CAME) - response.stamp(ASKED), nowNanos - response.stamp(ANSWERED));
    }
}
