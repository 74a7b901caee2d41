package dev.tare.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tools that others measure with, run between the lab's hosts as the probes are. */
final class ReferenceTools {

    /** Beyond the measured time: connecting, and telling the result. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final int PORT = 5201;
    private static final Pattern SOCKPERF_LATENCY = Pattern.compile("Summary: Latency is ([0-9.]+) usec");

    private final LabHost client;
    private final LabHost server;
    private final String serverAddress;
    private final ToolGroup group;

    ReferenceTools(LabHost client, LabHost server, String serverAddress, ToolGroup group) {
        this.client = client;
        this.server = server;
        this.serverAddress = serverAddress;
        this.group = group;
    }

    /** Bytes per second that iperf3's server read, the first {@code omit} left out. */
    double iperf3BytesPerSecond(Duration omit, Duration duration, long blockBytes)
            throws IOException, InterruptedException {
        try (Background listener =
                Background.start(group, server.on(List.of("iperf3", "-s", "-1", "-p", Integer.toString(PORT))))) {
            listener.awaitListening(PORT);
            List<String> command = client.on(List.of(
                    "iperf3",
                    "-c",
                    serverAddress,
                    "-p",
                    Integer.toString(PORT),
                    "-J",
                    "-C",
                    "cubic",
                    "-O",
                    Long.toString(omit.toSeconds()),
                    "-t",
                    Long.toString(duration.toSeconds()),
                    "-l",
                    Long.toString(blockBytes)));
            String json = Program.run(duration.plus(omit).plus(GRACE), command, group::adopt)
                    .orFail(command)
                    .out();
            return new ObjectMapper()
                            .readTree(json)
                            .at("/end/sum_received/bits_per_second")
                            .asDouble()
                    / Byte.SIZE;
        }
    }

    /** Transactions per second of one byte each way, one at a time. */
    double netperfTransactionsPerSecond(String netperf, String netserver, Duration duration)
            throws IOException, InterruptedException {
        try (Background listener =
                Background.start(group, server.on(List.of(netserver, "-D", "-4", "-p", Integer.toString(PORT))))) {
            listener.awaitListening(PORT);
            List<String> command = client.on(List.of(
                    netperf,
                    "-4",
                    "-H",
                    serverAddress,
                    "-p",
                    Integer.toString(PORT),
                    "-t",
                    "TCP_RR",
                    "-l",
                    Long.toString(duration.toSeconds()),
                    "-P",
                    "0",
                    "-v",
                    "0",
                    "--",
                    "-r",
                    "1,1",
                    "-K",
                    "cubic"));
            String text = Program.run(duration.plus(GRACE), command, group::adopt)
                    .orFail(command)
                    .out();
            return Double.parseDouble(text.strip());
        }
    }

    /** Transactions per second by sockperf, which reports half a round trip; its smallest message is 14 bytes. */
    double sockperfTransactionsPerSecond(Duration duration) throws IOException, InterruptedException {
        try (Background listener = Background.start(
                group,
                server.on(List.of("sockperf", "server", "--tcp", "-i", serverAddress, "-p", Integer.toString(PORT))))) {
            listener.awaitListening(PORT);
            List<String> command = client.on(List.of(
                    "sockperf",
                    "ping-pong",
                    "--tcp",
                    "-i",
                    serverAddress,
                    "-p",
                    Integer.toString(PORT),
                    "-t",
                    Long.toString(duration.toSeconds()),
                    "-m",
                    "14"));
            String text = Program.run(duration.plus(GRACE), command, group::adopt)
                    .orFail(command)
                    .out();
            Matcher latency = SOCKPERF_LATENCY.matcher(text);
            if (!latency.find()) {
                throw new IOException("sockperf said no latency: " + text);
            }
            return 1e6 / (2 * Double.parseDouble(latency.group(1)));
        }
    }
}
