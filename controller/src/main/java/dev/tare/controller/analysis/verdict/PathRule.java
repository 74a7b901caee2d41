package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Ceiling;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.archive.DeviceData;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import org.jspecify.annotations.Nullable;

/**
 * The bytes went where the path says: the counters of each host's data device, taken around the whole connection, account
 * for what its probe sent and received.
 *
 * <p>A NIC counts frames, a veth counts super-packets of up to 64 KiB with one header: so the counters lie between payload
 * with one header per 64 KiB, and payload with a header per segment plus one acknowledgement for each segment of the other
 * direction. Below that, bytes took another way; above, somebody else was on the link.
 */
final class PathRule implements Rule {

    private static final long SUPER_PACKET_BYTES = 65_536;

    /** Ethernet 14, IPv4 20, TCP 20. */
    private static final long HEADER_LEAST_BYTES = 54;

    /** Ethernet 14 and FCS 4, IPv6 40, TCP with timestamps and two SACK blocks 52. */
    private static final long HEADER_MOST_BYTES = 110;

    @Override
    public void apply(Evidence evidence, Findings findings) {
        if (evidence.roles().isEmpty()) {
            return;
        }
        long messageBytes = smallestMessage(evidence);
        int encapsulation = Ceiling.encapsulationBytes(evidence.cell());
        int segment = Ceiling.segmentBytes(evidence.surroundings().mtuBytes() - encapsulation);
        Double retransmitted = TrialNumbers.of(evidence).values().get(TrialNumbers.RETRANSMITTED);
        for (Side side : Side.values()) {
            SideData data = evidence.sides().get(side);
            if (data == null || data.done() == null || data.prepared() == null) {
                continue;
            }
            judge(
                    side,
                    data,
                    evidence,
                    new Traffic(messageBytes, segment, HEADER_MOST_BYTES + encapsulation, retransmitted),
                    findings);
        }
        conserved(evidence, findings);
    }

    private static void judge(Side side, SideData data, Evidence evidence, Traffic traffic, Findings findings) {
        PreparedData prepared = data.prepared();
        DoneData done = data.done();
        Long sent = done == null ? null : done.totalSentBytes();
        Long received = done == null ? null : done.totalReceivedBytes();
        String device = device(side, evidence, prepared);
        DeviceData before = prepared == null ? null : prepared.counters().get(device);
        DeviceData after = done == null ? null : done.counters().get(device);
        if (sent == null || received == null || before == null || after == null) {
            findings.invalid(
                    "the %s's path is not proven: no counters of %s around the connection", side.word(), device);
            return;
        }
        String where = "the " + side.word() + "'s " + device;
        traffic.check(where + " sent", after.txBytes() - before.txBytes(), sent, received, findings);
        traffic.check(where + " received", after.rxBytes() - before.rxBytes(), received, sent, findings);
        Long qdiscBefore = before.qdiscBytes();
        Long qdiscAfter = after.qdiscBytes();
        if (qdiscBefore != null && qdiscAfter != null && qdiscAfter >= qdiscBefore) {
            traffic.check(where + "'s queue passed", qdiscAfter - qdiscBefore, sent, received, findings);
        }
    }

    /** What one application wrote the other one read, but for what was under way when the sender stopped. */
    private static void conserved(Evidence evidence, Findings findings) {
        for (Side side : Side.values()) {
            Long sent = evidence.side(side)
                    .map(SideData::done)
                    .map(DoneData::totalSentBytes)
                    .orElse(null);
            Long received = evidence.side(side.other())
                    .map(SideData::done)
                    .map(DoneData::totalReceivedBytes)
                    .orElse(null);
            if (sent != null && received != null && received > sent) {
                findings.invalid(
                        "the %s read %d bytes, the %s wrote %d only",
                        side.other().word(), received, side.word(), sent);
            }
        }
    }

    private static String device(Side side, Evidence evidence, @Nullable PreparedData prepared) {
        String known = evidence.surroundings().dataInterfaces().get(side);
        if (known != null) {
            return known;
        }
        return prepared == null || prepared.devices().isEmpty()
                ? "data device"
                : prepared.devices().getLast();
    }

    /** A stream fills segments; a request or a response is a segment of its own, however small. */
    private static long smallestMessage(Evidence evidence) {
        if (evidence.roles().map(it -> it.isStream()).orElse(true)) {
            return Long.MAX_VALUE;
        }
        var options = evidence.cell().workload().options();
        return Math.max(1, Math.min(bytes(options.get("request")), bytes(options.get("response"))));
    }

    private static long bytes(@Nullable String option) {
        return option == null || !option.matches("\\d{1,12}") ? 1 : Long.parseLong(option);
    }

    /** How payload becomes bytes on a device. */
    private record Traffic(
            long messageBytes,
            int segmentBytes,
            long headerMostBytes,
            @Nullable Double retransmitted) {

        void check(String what, long counted, long payload, long opposite, Findings findings) {
            double least =
                    (payload + HEADER_LEAST_BYTES * packets(payload, SUPER_PACKET_BYTES)) * (1 - Limits.PATH_BELOW);
            double most = (payload
                                    + headerMostBytes
                                            * (packets(payload, segmentBytes) + packets(opposite, segmentBytes))
                                    + (retransmitted == null ? 0 : retransmitted * (segmentBytes + headerMostBytes)))
                            * (1 + (retransmitted == null ? Limits.PATH_ABOVE_UNTOLD : Limits.PATH_ABOVE))
                    + Limits.PATH_SLACK_BYTES;
            if (counted < least) {
                findings.invalid(
                        "the path does not account for the bytes: %s %d bytes, at least %.0f were expected for %d of payload",
                        what, counted, least, payload);
            } else if (counted > most) {
                findings.invalid(
                        "the path carried more than the trial: %s %d bytes, at most %.0f were expected for %d of payload",
                        what, counted, most, payload);
            }
        }

        private long packets(long payload, long size) {
            return Math.ceilDiv(payload, Math.min(messageBytes, size));
        }
    }
}
