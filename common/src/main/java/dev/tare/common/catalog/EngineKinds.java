package dev.tare.common.catalog;

import dev.tare.common.catalog.EngineCondition.Same;
import dev.tare.common.catalog.EngineCondition.Within;
import dev.tare.common.catalog.EngineKind.Ends;
import dev.tare.common.catalog.EngineKind.Protocol;
import dev.tare.common.catalog.EngineKind.Service;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The engines. */
final class EngineKinds {

    private static final long KIB = 1024;
    private static final long MIB = KIB * KIB;

    /** As its manual has it. */
    private static final Map<String, String> IPERF3_USUAL = Map.of("block", Long.toString(128 * KIB));

    private static final List<String> GOODPUT = List.of("goodput_bytes_per_second");
    private static final List<String> TRANSACTIONS = List.of("transactions_per_second", "latency_ns");
    private static final List<String> DATAGRAMS =
            List.of("goodput_bytes_per_second", "sent_bytes_per_second", "loss_ratio", "jitter_ns");

    private static final List<EngineCondition> IPERF3_BLOCKS = List.of(new Within("block", 1, MIB));

    /** One connection, which is all that a tool knows. */
    private static final EngineCondition ONE_STREAM = new Within("streams", 1, 1);

    /** The header that sockperf puts before each message, and the largest message it takes. */
    private static final List<EngineCondition> SOCKPERF_SIZES =
            List.of(new Within("request", 14, 65_507), new Same("request", "response"));

    static final List<EngineKind> ALL = List.of(
            new EngineKind(
                    EngineKind.BUILTIN,
                    List.of(),
                    List.of(),
                    Ends.NONE,
                    Protocol.TARE,
                    "",
                    0,
                    0,
                    "",
                    List.of(),
                    "the probe itself, which knows every workload"),
            new EngineKind(
                    "iperf3",
                    List.of(),
                    List.of(new Program("iperf3", "iperf3")),
                    Ends.BOTH,
                    Protocol.TARE,
                    "--version",
                    0,
                    1,
                    "3.9",
                    iperf3(IPERF3_USUAL),
                    "iperf3; warm-up is what its option -O leaves out"),
            new EngineKind(
                    EngineKind.BUILTIN_IPERF3,
                    List.of(),
                    List.of(),
                    Ends.NONE,
                    Protocol.IPERF3,
                    "",
                    0,
                    0,
                    "",
                    Stream.concat(
                                    iperf3(Map.of()).stream(),
                                    Stream.of(new Service(
                                            "tcp-bidir",
                                            List.of("block", "streams", "zerocopy", "buffer", "congestion"),
                                            IPERF3_BLOCKS,
                                            GOODPUT)))
                            .toList(),
                    "the probe itself on both sides, by iperf3's protocol"),
            new EngineKind(
                    "iperf3-client",
                    List.of(),
                    List.of(new Program("iperf3", "iperf3")),
                    Ends.CLIENT,
                    Protocol.IPERF3,
                    "--version",
                    0,
                    1,
                    "3.9",
                    iperf3(IPERF3_USUAL),
                    "iperf3 on the client side, the probe as its server by iperf3's protocol"),
            new EngineKind(
                    "iperf3-server",
                    List.of(),
                    List.of(new Program("iperf3", "iperf3")),
                    Ends.SERVER,
                    Protocol.IPERF3,
                    "--version",
                    0,
                    1,
                    "3.9",
                    iperf3(Map.of()),
                    "iperf3 on the server side, the probe as its client by iperf3's protocol"),
            new EngineKind(
                    "netperf",
                    List.of("netserver"),
                    List.of(new Program("netperf", "netperf"), new Program("netserver", "netperf")),
                    Ends.BOTH,
                    Protocol.TARE,
                    "-V",
                    0,
                    1,
                    "2.7.0",
                    List.of(
                            new Service(
                                    "tcp-stream",
                                    List.of("block", "streams", "direction", "congestion"),
                                    List.of(ONE_STREAM),
                                    GOODPUT),
                            new Service(
                                    "tcp-maerts",
                                    List.of("block", "streams", "congestion"),
                                    List.of(ONE_STREAM),
                                    GOODPUT),
                            new Service(
                                    "tcp-rr", List.of("request", "response", "congestion"), List.of(), TRANSACTIONS),
                            new Service(
                                    "tcp-crr", List.of("request", "response", "congestion"), List.of(), TRANSACTIONS),
                            new Service("udp-rr", List.of("request", "response"), List.of(), TRANSACTIONS)),
                    "netperf and its netserver; warm-up is a test of its own before the one that counts"),
            new EngineKind(
                    "sockperf",
                    List.of(),
                    List.of(new Program("sockperf", "sockperf")),
                    Ends.BOTH,
                    Protocol.TARE,
                    "--version",
                    0,
                    2,
                    "3.7",
                    List.of(
                            // by datagram it has no connection by which its server could tell that a test follows
                            // another
                            new Service("tcp-rr", List.of("request", "response"), SOCKPERF_SIZES, TRANSACTIONS)),
                    "sockperf ping-pong; warm-up is a test of its own before the one that counts"),
            new EngineKind(
                    "wrk",
                    List.of(),
                    List.of(new Program("wrk", "wrk")),
                    Ends.CLIENT,
                    Protocol.TARE,
                    // it tells, and then complains that it was told no address
                    "-v",
                    1,
                    1,
                    "4.1.0",
                    List.of(
                            new Service("http-latency", List.of("response"), List.of(), TRANSACTIONS),
                            new Service("http-bandwidth", List.of("response", "streams"), List.of(), GOODPUT)),
                    "wrk, of one thread, which calls the probe's server; warm-up is a test of its own before the one that"
                            + " counts"),
            new EngineKind(
                    "ethr",
                    List.of(),
                    List.of(Program.byHand(
                            "ethr",
                            "put a release of github.com/microsoft/ethr into /usr/local/bin, or build one that tells its"
                                    + " version: go build -ldflags '-X main.gVersion=1.0.0'")),
                    Ends.BOTH,
                    Protocol.TARE,
                    // with this alone it tells its version, and then complains that it was told neither side
                    "-no",
                    1,
                    2,
                    "1.0.0",
                    List.of(
                            new Service("tcp-stream", List.of("block", "streams", "direction"), List.of(), GOODPUT),
                            new Service("tcp-maerts", List.of("block", "streams"), List.of(), GOODPUT),
                            new Service(
                                    "tcp-rr",
                                    List.of("request", "response"),
                                    List.of(new Same("request", "response")),
                                    TRANSACTIONS),
                            // its own rate is a burst at the beginning of each second
                            new Service(
                                    "udp-stream",
                                    List.of("size"),
                                    List.of(),
                                    List.of("goodput_bytes_per_second", "sent_bytes_per_second"))),
                    "Ethr; warm-up is a test of its own before the one that counts"));

    private EngineKinds() {}

    private static List<Service> iperf3(Map<String, String> usual) {
        return List.of(
                new Service(
                        "tcp-stream",
                        List.of("block", "streams", "direction", "zerocopy", "buffer", "congestion"),
                        IPERF3_BLOCKS,
                        GOODPUT,
                        usual),
                new Service(
                        "tcp-maerts",
                        List.of("block", "streams", "zerocopy", "buffer", "congestion"),
                        IPERF3_BLOCKS,
                        GOODPUT,
                        usual),
                new Service("udp-stream", List.of("size", "rate", "direction", "buffer"), List.of(), DATAGRAMS));
    }
}
