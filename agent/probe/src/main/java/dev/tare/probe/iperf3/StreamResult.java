package dev.tare.probe.iperf3;

import com.google.gson.JsonObject;

/**
 * What one side counted of a stream.
 *
 * @param bytes after what is omitted
 * @param retransmits of a sender, after what is omitted; -1 where that is not known
 * @param jitterSeconds zero of a connection and of a sender
 * @param lost datagrams of all that the receiver could have had, what is omitted included, as {@code packets}
 * @param packets of a sender those it sent, of a receiver the highest number it has seen
 * @param seconds after what is omitted
 */
record StreamResult(
        int id,
        long bytes,
        long retransmits,
        double jitterSeconds,
        long lost,
        long omittedLost,
        long packets,
        long omittedPackets,
        double seconds) {

    private static final long MOST = 1L << 53;

    static StreamResult read(Fields json) throws Refusal {
        for (String name : new String[] {"id", "bytes", "retransmits", "errors", "packets"}) {
            if (!json.has(name)) {
                throw new Refusal(json.number(), "a stream without " + name);
            }
        }
        double jitter = json.real("jitter");
        double seconds = json.real("end_time") - json.real("start_time");
        return new StreamResult(
                (int) json.whole("id", 0, 1, TestParameters.id(2 * TestParameters.MOST_STREAMS)),
                json.whole("bytes", 0, 0, MOST),
                known(json.real("retransmits")),
                Double.isFinite(jitter) ? jitter : 0,
                // a receiver whose datagrams overtake each other may count below zero
                json.whole("errors", 0, -MOST, MOST),
                json.whole("omitted_errors", 0, -MOST, MOST),
                json.whole("packets", 0, 0, MOST),
                json.whole("omitted_packets", 0, 0, MOST),
                Double.isFinite(seconds) && seconds > 0 ? seconds : 0);
    }

    /** Of what it does not know iperf3 says -1, as a number without sign. */
    private static long known(double retransmits) {
        return retransmits >= 0 && retransmits <= MOST ? (long) retransmits : -1;
    }

    JsonObject write() {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("bytes", bytes);
        json.addProperty("retransmits", retransmits);
        json.addProperty("jitter", jitterSeconds);
        json.addProperty("errors", lost);
        json.addProperty("omitted_errors", omittedLost);
        json.addProperty("packets", packets);
        json.addProperty("omitted_packets", omittedPackets);
        json.addProperty("start_time", 0);
        json.addProperty("end_time", seconds);
        return json;
    }
}
