package dev.tare.agent.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.common.units.Shaping;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** Gives a data device the token bucket that a trial asks for, where it has another or none. Only in labs Tare made. */
public final class LinkShaper {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BITS_PER_BYTE = 8;

    /** tc keeps burst and limit as times at the rate and rounds them. */
    private static final double TOLERANCE = 0.01;

    private final Commands commands;
    private final Tools tools;

    @Inject
    public LinkShaper(Commands commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    public void shape(String device, Shaping shaping, int mtuBytes, Deadline deadline)
            throws IOException, InterruptedException {
        String tc = tools.require("tc", "iproute2");
        JsonNode root = root(commands.run(List.of(tc, "-json", "qdisc", "show", "dev", device), deadline));
        boolean isTbf = root.path("kind").asText().equals("tbf");
        if (shaping.isUnlimited()) {
            if (isTbf) {
                commands.run(List.of(tc, "qdisc", "delete", "dev", device, "root"), deadline);
            }
            return;
        }
        long bitsPerSecond = shaping.tbfBitsPerSecond(mtuBytes);
        if (isTbf && fits(root.path("options"), bitsPerSecond, shaping)) {
            return;
        }
        commands.run(
                List.of(
                        tc,
                        "qdisc",
                        "replace",
                        "dev",
                        device,
                        "root",
                        "handle",
                        "1:",
                        "tbf",
                        "rate",
                        bitsPerSecond + "bit",
                        "burst",
                        Integer.toString(shaping.burstBytes()),
                        "limit",
                        Integer.toString(shaping.limitBytes())),
                deadline);
    }

    private static JsonNode root(String qdiscs) throws IOException {
        for (JsonNode qdisc : JSON.readTree(qdiscs)) {
            if (qdisc.path("root").asBoolean()) {
                return qdisc;
            }
        }
        return JSON.missingNode();
    }

    private static boolean fits(JsonNode options, long bitsPerSecond, Shaping shaping) {
        long bytesPerSecond = bitsPerSecond / BITS_PER_BYTE;
        return Math.abs(options.path("rate").asLong() - bytesPerSecond) <= 1
                && fitsLimit(options, bytesPerSecond, shaping)
                && isNear(options.path("burst").asDouble(), shaping.burstBytes());
    }

    /** tc prints a limit that is above the burst as the time a packet may wait for it, and one below as it is. */
    private static boolean fitsLimit(JsonNode options, long bytesPerSecond, Shaping shaping) {
        if (options.has("lat")) {
            double latencyMicros = (shaping.limitBytes() - shaping.burstBytes()) * 1e6 / bytesPerSecond;
            return isNear(options.path("lat").asDouble(), latencyMicros);
        }
        return isNear(options.path("limit").asDouble(), shaping.limitBytes());
    }

    private static boolean isNear(double actual, double wanted) {
        return Math.abs(actual - wanted) <= TOLERANCE * wanted + 1;
    }
}
