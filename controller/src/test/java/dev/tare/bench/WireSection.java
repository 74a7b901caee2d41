package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What arrives over the shaped link: the arithmetic of the wire is known, so the number can be checked. */
final class WireSection implements Section {

    /** 10 Gb/s × 1448/1538: payload over all that a frame occupies, IPv4, timestamps, MTU 1500. */
    private static final double CEILING_BYTES_PER_SECOND = 10e9 / Byte.SIZE * 1448 / 1538;

    private static final double LEAST = 0.995;
    private static final double MOST = 1.001;
    private static final double MOST_DEVIATION = 0.003;
    private static final String GOODPUT = "goodput_bytes_per_second";

    private final Summaries wire;

    WireSection(Summaries wire) {
        this.wire = wire;
    }

    @Override
    public void write(Page page) throws IOException {
        page.head("The shaped link");
        page.say("tcp-stream, 128 KiB a write, network host, link 10GE. The ceiling is 10 Gb/s × 1448/1538 = "
                + Quantities.mebibytesPerSecond(CEILING_BYTES_PER_SECOND)
                + " MiB/s. Wanted: native within 0.995 … 1.001 of it with a standard deviation of at most 0.3%, and"
                + " native and runC both reported as wire-limited.");
        page.table("runtime", "n", "mean MiB/s", "of the ceiling", "sd", "limited by", "");
        for (JsonNode cell : wire.cells()) {
            JsonNode goodput = cell.path("metrics").path(GOODPUT);
            double share = goodput.path("mean").asDouble() / CEILING_BYTES_PER_SECOND;
            double deviation =
                    goodput.path("sd").asDouble() / goodput.path("mean").asDouble();
            boolean isNative = cell.path("runtime").asText().equals("native");
            boolean limited = cell.path("limited_by").toString().contains("wire-limited");
            boolean onTheMark = share >= LEAST && share <= MOST && deviation <= MOST_DEVIATION;
            boolean met = limited && (!isNative || onTheMark);
            page.row(
                    cell.path("runtime").asText(),
                    goodput.path("n").asText(),
                    Quantities.mebibytesPerSecond(goodput.path("mean").asDouble()),
                    Quantities.fixed(4, share),
                    Quantities.fixed(3, 100 * deviation) + "%",
                    cell.path("limited_by").asText(),
                    page.judge(met, "shaped link, " + cell.path("runtime").asText()));
        }
        page.endTable();
    }
}
