package dev.tare.controller.analysis.measure;

import dev.tare.common.catalog.Addressing;
import dev.tare.common.catalog.Catalog;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import java.util.Objects;
import java.util.stream.Stream;

/** How many bytes of each TCP segment are options: they come out of the payload. Usually 12, of timestamps (RFC 7323). */
final class SegmentOptions {

    static final int TIMESTAMPS_BYTES = 12;

    /** As many as a header has room for; who tells of more does not fill its packets, or tells a constant. */
    private static final int MOST_BYTES = 40;

    private static final String TIMESTAMPS = "net.ipv4.tcp_timestamps";

    private SegmentOptions() {}

    /**
     * What the sockets' maximum segment size leaves for them, read back when the connection was open. Both ends have the same
     * options, so one that tells is enough; of two that differ the larger segment counts, whose ceiling is the higher.
     */
    static int bytes(Evidence evidence) {
        Cell cell = evidence.cell();
        int room = Ceiling.segmentBytes(cell, evidence.surroundings().mtuBytes(), 0);
        return Stream.of(Side.values())
                .flatMap(side -> evidence.side(side).stream())
                .map(SideData::prepared)
                .filter(Objects::nonNull)
                .map(PreparedData::mssBytes)
                .filter(Objects::nonNull)
                .mapToInt(mss -> room - mss)
                .filter(options -> options >= 0 && options <= MOST_BYTES)
                .min()
                .orElseGet(() -> bytes(cell, evidence.surroundings().tcpTimestamps()));
    }

    /**
     * What is to be expected.
     *
     * @param onHosts whether both hosts have timestamps on; a namespace of its own begins with them
     */
    static int bytes(Cell cell, boolean onHosts) {
        String tuned = cell.tuning().get(TIMESTAMPS);
        boolean ofHost = Catalog.find(Catalog.networks(), cell.network().name())
                .filter(kind -> kind.addressing() == Addressing.HOST)
                .isPresent();
        boolean on = tuned == null ? onHosts || !ofHost : !tuned.equals("0");
        return on ? TIMESTAMPS_BYTES : 0;
    }
}
