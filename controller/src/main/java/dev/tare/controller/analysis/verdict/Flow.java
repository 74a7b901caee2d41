package dev.tare.controller.analysis.verdict;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Transport;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.trial.Side;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Payload from one side to the other.
 *
 * @param most what was sent
 * @param least what is known to have got through
 */
record Flow(PathTraffic traffic, OptionalLong most, OptionalLong least) {

    /** What a side did not tell is what the other did. */
    static Flow of(Evidence evidence, Side sender) {
        OptionalLong sent = evidence.sentBytes(sender);
        OptionalLong received = evidence.receivedBytes(sender.other());
        PathTraffic traffic = PathTraffic.of(evidence, sender == Side.CLIENT);
        if (traffic.transport() == Transport.ICMP) {
            // the server's kernel sends back what comes, and nobody counts there: the client's counts are of both ways
            return new Flow(traffic, evidence.sentBytes(Side.CLIENT), evidence.receivedBytes(Side.CLIENT));
        }
        boolean lossless = traffic.transport() == Transport.TCP;
        return new Flow(
                traffic,
                onTransport(evidence, sent.isPresent() ? sent : received),
                onTransport(evidence, received.isPresent() || !lossless ? received : sent));
    }

    /** With what TLS adds. */
    private static OptionalLong onTransport(Evidence evidence, OptionalLong payload) {
        Map<String, String> options = evidence.cell().workload().options();
        return payload.isPresent()
                ? OptionalLong.of(Catalog.find(
                                Catalog.workloads(), evidence.cell().workload().name())
                        .orElseThrow()
                        .traffic()
                        .onTransport(payload.getAsLong(), options))
                : payload;
    }

    boolean known() {
        return most.isPresent() && least.isPresent();
    }

    long mostPayload() {
        return most.orElse(0);
    }

    long leastPayload() {
        return least.orElse(0);
    }

    /** What a device on the path has to have counted for it, and what the opposite direction adds to that. */
    Bounds bounds(Flow opposite) {
        return new Bounds(
                traffic.least(leastPayload()),
                traffic.most(mostPayload(), opposite.mostPayload(), opposite.traffic()),
                leastPayload(),
                mostPayload());
    }

    /**
     * Bytes.
     *
     * @param least that a device has counted
     * @param leastPayload that they are for
     */
    record Bounds(double least, double most, long leastPayload, long mostPayload) {

        Bounds plus(Bounds other) {
            return new Bounds(
                    least + other.least,
                    most + other.most,
                    leastPayload + other.leastPayload,
                    mostPayload + other.mostPayload);
        }

        void check(String what, long counted, Findings findings) {
            if (counted < least) {
                findings.invalid(
                        "the path does not account for the bytes: %s %d bytes, at least %.0f were expected for %d of payload",
                        what, counted, least, leastPayload);
            } else if (counted > most) {
                findings.invalid(
                        "the path carried more than the trial: %s %d bytes, at most %.0f were expected for %d of payload",
                        what, counted, most, mostPayload);
            }
        }
    }
}
