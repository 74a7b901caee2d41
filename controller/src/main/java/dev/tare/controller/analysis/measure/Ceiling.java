package dev.tare.controller.analysis.measure;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Traffic;
import dev.tare.common.catalog.Transport;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.controller.trial.Cell;
import java.util.Optional;
import java.util.OptionalDouble;

/** The most TCP payload that a link can carry: a property of the cell, not of a measurement. */
public final class Ceiling {

    /** Header 14, FCS 4, preamble 8, gap 12 (IEEE 802.3). */
    public static final int WIRE_OVERHEAD_BYTES = 38;

    /** IPv4 20, TCP 20; options come on top. */
    private static final int TCP_IPV4_HEADER_BYTES = 40;

    /** IPv6 40, TCP 20; options come on top. */
    private static final int TCP_IPV6_HEADER_BYTES = 60;

    /** IPv4 20, UDP 8. */
    private static final int UDP_IPV4_HEADER_BYTES = 28;

    /** IPv6 40, UDP 8. */
    private static final int UDP_IPV6_HEADER_BYTES = 48;

    /** Payload of which a part does not matter. */
    private static final long MUCH = 1L << 40;

    /** Of lo, unless somebody changed it. */
    private static final int LOOPBACK_MTU_BYTES = 65_536;

    private Ceiling() {}

    /**
     * Payload of a cell's full segment: with timestamps 1448 over IPv4 and 1428 over IPv6 at an MTU of 1500.
     *
     * @param optionBytes of TCP, in each segment
     */
    public static int segmentBytes(Cell cell, int linkMtuBytes, int optionBytes) {
        int headerBytes = cell.overIpv6() ? TCP_IPV6_HEADER_BYTES : TCP_IPV4_HEADER_BYTES;
        return mtuBytes(cell, linkMtuBytes) - encapsulationBytes(cell) - headerBytes - optionBytes;
    }

    /**
     * Bytes per second of goodput: rate × MSS / (MTU + 38). 10 Gb/s at an MTU of 1500 carry 1122.3 MiB/s over IPv4, 1106.8
     * over IPv6, and 9.090 Gb/s in VXLAN. Empty on an unlimited link.
     */
    public static OptionalDouble goodputBytesPerSecond(long linkBitsPerSecond, int mtuBytes, int segmentBytes) {
        if (linkBitsPerSecond <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(linkBitsPerSecond / 8.0 * segmentBytes / (mtuBytes + WIRE_OVERHEAD_BYTES));
    }

    /** Of a cell of which no trial tells: with timestamps, unless they were switched off. */
    public static OptionalDouble of(Cell cell, int linkMtuBytes) {
        return of(cell, linkMtuBytes, SegmentOptions.bytes(cell, true));
    }

    /**
     * Of a cell. Of datagrams only where each fills a packet: small ones claim no line rate.
     *
     * @param linkMtuBytes the lab's, which the cell may have changed
     * @param optionBytes of TCP, in each segment
     */
    public static OptionalDouble of(Cell cell, int linkMtuBytes, int optionBytes) {
        Optional<Traffic> traffic =
                Catalog.find(Catalog.workloads(), cell.workload().name()).map(WorkloadKind::traffic);
        int mtuBytes = mtuBytes(cell, linkMtuBytes);
        if (traffic.map(Traffic::transport).orElse(Transport.TCP) == Transport.TCP) {
            // a link carries each direction by itself
            int directions = traffic.map(Traffic::streamDirections).orElse(1);
            double payload = traffic.map(it ->
                            (double) MUCH / it.onTransport(MUCH, cell.workload().options()))
                    .orElse(1.0);
            OptionalDouble carried = goodputBytesPerSecond(
                    directions * cell.linkBitsPerSecond(), mtuBytes, segmentBytes(cell, linkMtuBytes, optionBytes));
            return carried.isPresent() ? OptionalDouble.of(payload * carried.getAsDouble()) : carried;
        }
        int headerBytes = cell.overIpv6() ? UDP_IPV6_HEADER_BYTES : UDP_IPV4_HEADER_BYTES;
        int full = mtuBytes - encapsulationBytes(cell) - headerBytes;
        return Integer.toString(full).equals(cell.workload().options().get("size"))
                ? goodputBytesPerSecond(cell.linkBitsPerSecond(), mtuBytes, full)
                : OptionalDouble.empty();
    }

    /** Of the link's devices while the cell is measured, or of what joins the sides of one host. */
    public static int mtuBytes(Cell cell, int linkMtuBytes) {
        return cell.overLoopback()
                ? LOOPBACK_MTU_BYTES
                : cell.tuned().mtuBytes().orElse(linkMtuBytes);
    }

    /** By how much the MTU of the cell's network is smaller than the link's. */
    public static int encapsulationBytes(Cell cell) {
        return Catalog.find(Catalog.networks(), cell.network().name())
                .map(network -> network.encapsulation().overheadBytes(false))
                .orElse(0);
    }
}
