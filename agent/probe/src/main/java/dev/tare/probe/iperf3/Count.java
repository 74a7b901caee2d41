package dev.tare.probe.iperf3;

/**
 * What a flow has counted so far, since its beginning.
 *
 * @param retransmits segments of a sender; -1 where nobody tells
 * @param lost datagrams that a receiver could have had
 * @param packets datagrams sent, or the highest number that was received
 */
record Count(long bytes, long retransmits, double jitterSeconds, long lost, long packets) {

    static final Count NOTHING = new Count(0, 0, 0, 0, 0);

    StreamResult since(Count omitted, int id, double seconds) {
        return new StreamResult(
                id,
                bytes - omitted.bytes,
                retransmits < 0 ? -1 : retransmits - Math.max(0, omitted.retransmits),
                jitterSeconds,
                lost,
                omitted.lost,
                packets,
                omitted.packets,
                seconds);
    }
}
