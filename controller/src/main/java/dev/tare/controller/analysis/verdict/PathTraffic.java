package dev.tare.controller.analysis.verdict;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Traffic;
import dev.tare.common.catalog.Transport;
import dev.tare.controller.analysis.measure.Ceiling;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.TcpData;
import dev.tare.controller.trial.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How payload becomes bytes on a device, in one direction.
 *
 * @param messageBytes that leave as a packet of their own
 * @param largestPacketBytes payload of the largest packet a virtual link counts as one
 * @param fullPacketBytes payload of a full packet on the wire
 * @param belowLeastBytes headers below the transport's that a device counts at least
 * @param extraLeast packets without payload for each message, at least
 * @param retransmitted segments; null where the sender does not tell
 */
record PathTraffic(
        Transport transport,
        long messageBytes,
        long largestPacketBytes,
        long fullPacketBytes,
        int belowLeastBytes,
        int extraLeast,
        int extraMost,
        int encapsulationBytes,
        @Nullable Double retransmitted) {

    /** One super-packet of TCP. */
    private static final long SUPER_PACKET_BYTES = 65_536;

    /** Ethernet 14, IPv4 20. */
    static final int BELOW_LEAST_BYTES = 34;

    /** Ethernet 14 and FCS 4, IPv6 40; its fragment header takes the room of the UDP header that only the first fragment has. */
    private static final long BELOW_MOST_BYTES = 58;

    private static final int IPV4_HEADER_BYTES = 20;

    /** With the header that every fragment has (RFC 8200). */
    private static final int IPV6_FRAGMENT_HEADER_BYTES = 48;

    /** The part of a datagram in a fragment that is not the last is a multiple of this (RFC 791, RFC 8200). */
    private static final int FRAGMENT_UNIT_BYTES = 8;

    /** What the cell's workload sends to the server, or to the client. */
    static PathTraffic of(Evidence evidence, boolean toServer) {
        Traffic traffic = Catalog.find(
                        Catalog.workloads(), evidence.cell().workload().name())
                .orElseThrow()
                .traffic();
        Map<String, String> options = evidence.cell().workload().options();
        OptionalLong message = traffic.messageBytes(toServer, options);
        int encapsulation = Ceiling.encapsulationBytes(evidence.cell());
        int mtu = Ceiling.mtuBytes(evidence.cell(), evidence.surroundings().mtuBytes()) - encapsulation;
        boolean tcp = traffic.transport() == Transport.TCP;
        int header = evidence.cell().overIpv6() ? IPV6_FRAGMENT_HEADER_BYTES : IPV4_HEADER_BYTES;
        int fragment = (mtu - header) / FRAGMENT_UNIT_BYTES * FRAGMENT_UNIT_BYTES;
        return new PathTraffic(
                traffic.transport(),
                message.orElse(Long.MAX_VALUE),
                tcp ? SUPER_PACKET_BYTES : fragment,
                tcp
                        ? Ceiling.segmentBytes(
                                evidence.cell(), evidence.surroundings().mtuBytes(), evidence.tcpOptionBytes())
                        : fragment,
                // the loopback takes the Ethernet header off before it counts
                evidence.cell().overLoopback() ? IPV4_HEADER_BYTES : BELOW_LEAST_BYTES,
                traffic.extra(options).least(),
                traffic.extra(options).most(),
                encapsulation,
                retransmitted(evidence, toServer ? Side.CLIENT : Side.SERVER));
    }

    /** By who sends in this direction, warm-up and tail included, as counters and payload are; of others what is known. */
    private static @Nullable Double retransmitted(Evidence evidence, Side sender) {
        List<Long> told = evidence.engine().isPresent()
                ? List.of()
                : evidence.side(sender).map(SideData::intervals).orElse(List.of()).stream()
                        .map(IntervalData::tcp)
                        .filter(Objects::nonNull)
                        .map(TcpData::retransmittedSegments)
                        .filter(Objects::nonNull)
                        .toList();
        return told.isEmpty()
                ? TrialNumbers.of(evidence).values().get(TrialNumbers.RETRANSMITTED)
                : Double.valueOf(told.stream().mapToDouble(Long::doubleValue).sum());
    }

    /** Bytes that a device has counted at least when this much payload got through. */
    double least(long payload) {
        long packets = packets(payload, largestPacketBytes) + extraLeast * messages(payload);
        // of a datagram in fragments only the first has its header
        long headers = transport == Transport.TCP ? packets : payload / messageBytes;
        return (payload + belowLeastBytes * packets + transport.leastHeaderBytes() * headers) * (1 - Limits.PATH_BELOW);
    }

    /** Bytes that it has counted at most when this much was sent, and {@code opposite} came the other way. */
    double most(long payload, long opposite, PathTraffic back) {
        long header = BELOW_MOST_BYTES + transport.mostHeaderBytes() + encapsulationBytes;
        long acknowledgements = transport == Transport.TCP ? back.packets(opposite, back.fullPacketBytes) : 0;
        long packets = packets(payload, fullPacketBytes) + acknowledgements + extraMost * messages(payload);
        double again = retransmitted == null ? 0 : retransmitted * (fullPacketBytes + header);
        double tolerance = retransmitted == null ? Limits.PATH_ABOVE_UNTOLD : Limits.PATH_ABOVE;
        return (payload + header * packets + again) * (1 + tolerance) + Limits.PATH_SLACK_BYTES;
    }

    private long messages(long payload) {
        return messageBytes == Long.MAX_VALUE ? 0 : Math.ceilDiv(payload, messageBytes);
    }

    /** A message that fills several packets begins each time anew; the last may have been broken off. */
    private long packets(long payload, long size) {
        return messageBytes <= size || messageBytes == Long.MAX_VALUE
                ? Math.ceilDiv(payload, Math.min(messageBytes, size))
                : payload / messageBytes * Math.ceilDiv(messageBytes, size)
                        + Math.ceilDiv(payload % messageBytes, size);
    }
}
