package dev.tare.common.catalog;

import static dev.tare.common.catalog.Metric.Direction.HIGHER_IS_BETTER;
import static dev.tare.common.catalog.Metric.Direction.LOWER_IS_BETTER;

import dev.tare.common.catalog.Traffic.BothWays;
import dev.tare.common.catalog.Traffic.Datagrams;
import dev.tare.common.catalog.Traffic.Exchanges;
import dev.tare.common.catalog.Traffic.Extra;
import dev.tare.common.catalog.Traffic.Http;
import dev.tare.common.catalog.Traffic.LoadedExchanges;
import dev.tare.common.catalog.Traffic.Sender;
import dev.tare.common.catalog.Traffic.Stream;
import java.time.Duration;
import java.util.List;

/** The workloads. */
final class WorkloadKinds {

    private static final long KIB = 1024;
    private static final int MOST_STREAMS = 64;

    private static final OptionSpec DIRECTION = OptionSpec.choice(
            "direction",
            "upload",
            List.of("upload", "download"),
            "upload: the client side sends; download: the server side sends");
    private static final OptionSpec BLOCK =
            OptionSpec.size("block", 512 * KIB, 1, 16 * KIB * KIB, "bytes per write and per read");
    private static final OptionSpec STREAMS = OptionSpec.count("streams", 1, 1, MOST_STREAMS, "parallel connections");
    private static final OptionSpec ZEROCOPY = OptionSpec.choice(
            "zerocopy",
            "off",
            List.of("off", "on"),
            "on: the sender's kernel takes the bytes from a file in memory (sendfile) instead of copying them");
    private static final OptionSpec CONGESTION = OptionSpec.choice(
            "congestion",
            "cubic",
            List.of(
                    "cubic",
                    "reno",
                    "bbr",
                    "dctcp",
                    "bic",
                    "highspeed",
                    "htcp",
                    "hybla",
                    "illinois",
                    "lp",
                    "nv",
                    "scalable",
                    "vegas",
                    "veno",
                    "westwood",
                    "yeah"),
            "congestion control of both sides, by the kernel's name");
    private static final OptionSpec BUFFER = OptionSpec.size(
            "buffer", 0, 0, 64 * KIB * KIB, "SO_SNDBUF and SO_RCVBUF of both sides; 0: as the kernel has them");
    private static final OptionSpec RECORD = OptionSpec.choice(
            "record",
            "every",
            List.of("every", "none"),
            "every: the latency of each transaction; none: only how many there were, which tells what recording costs");
    private static final OptionSpec REQUEST = OptionSpec.size("request", 1, 1, KIB * KIB, "bytes of a request");
    private static final OptionSpec RESPONSE = OptionSpec.size("response", 1, 1, KIB * KIB, "bytes of a response");

    private static final OptionSpec RATE = OptionSpec.count(
            "rate",
            0,
            0,
            1_000_000,
            "requests per second, of which latency counts from when each was due; 0: at once after the last response");
    private static final OptionSpec ARRIVALS = OptionSpec.choice(
            "arrivals", "fixed", List.of("fixed", "poisson"), "gaps of a rate: even, or of a Poisson process");

    private static final OptionSpec TIMEOUT = OptionSpec.duration(
            "timeout",
            Duration.ofMillis(50),
            Duration.ofMillis(4),
            Duration.ofSeconds(1),
            "a request without a response after this is sent again, and counted");

    /** The largest payload of a datagram over IPv4. */
    private static final long MOST_DATAGRAM = 65_507;

    /** A number and three instants. */
    private static final long STAMPED_BYTES = 32;

    private static final Metric GOODPUT = new Metric("goodput_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Goodput");
    private static final List<Metric> TRANSACTIONS = List.of(
            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency"));

    private static final List<Metric> LOADED = List.of(
            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency"),
            new Metric("goodput_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Goodput of the load"));

    private static final List<Metric> WITH_LOSS = List.of(
            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency"),
            new Metric("timeouts", "", LOWER_IS_BETTER, "Requests sent again"),
            new Metric("late_answers", "", LOWER_IS_BETTER, "Late answers"));
    private static final List<Metric> ONE_WAY = java.util.stream.Stream.concat(
                    WITH_LOSS.stream(),
                    java.util.stream.Stream.of(
                            new Metric("one_way_to_server_ns", "ns", LOWER_IS_BETTER, "One-way delay to the server"),
                            new Metric("one_way_to_client_ns", "ns", LOWER_IS_BETTER, "One-way delay to the client"),
                            new Metric("one_way_bound_ns", "ns", LOWER_IS_BETTER, "Bound of the one-way delays"),
                            new Metric(
                                    "delay_variation_to_server_ns",
                                    "ns",
                                    LOWER_IS_BETTER,
                                    "Delay variation to the server"),
                            new Metric(
                                    "delay_variation_to_client_ns",
                                    "ns",
                                    LOWER_IS_BETTER,
                                    "Delay variation to the client")))
            .toList();
    private static final List<Metric> DATAGRAMS = List.of(
            GOODPUT,
            new Metric("sent_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Sent"),
            new Metric("loss_ratio", "", LOWER_IS_BETTER, "Loss"),
            new Metric("reordered_datagrams", "", LOWER_IS_BETTER, "Reordered"),
            new Metric("duplicate_datagrams", "", LOWER_IS_BETTER, "Duplicates"),
            new Metric("jitter_ns", "ns", LOWER_IS_BETTER, "Jitter"));

    private static final OptionSpec CONNECTION = OptionSpec.choice(
            "connection",
            "keep-alive",
            List.of("keep-alive", "new"),
            "keep-alive: one for all requests; new: one for each, which the server side ends");

    static final List<WorkloadKind> ALL = List.of(
            new WorkloadKind(
                    "tcp-stream",
                    List.of("TCP_STREAM"),
                    List.of(BLOCK, STREAMS, DIRECTION, ZEROCOPY, BUFFER, CONGESTION),
                    List.of(GOODPUT),
                    new Stream(Sender.OPTION),
                    "bytes as fast as one direction carries them"),
            new WorkloadKind(
                    "tcp-maerts",
                    List.of("TCP_MAERTS"),
                    List.of(BLOCK, STREAMS, ZEROCOPY, BUFFER, CONGESTION),
                    List.of(GOODPUT),
                    new Stream(Sender.SERVER),
                    "as tcp-stream, from the server side to the client side"),
            new WorkloadKind(
                    "tcp-bidir",
                    List.of("TCP_BIDIR"),
                    List.of(BLOCK, STREAMS, ZEROCOPY, BUFFER, CONGESTION),
                    List.of(
                            GOODPUT,
                            new Metric(
                                    "goodput_to_server_bytes_per_second",
                                    "B/s",
                                    HIGHER_IS_BETTER,
                                    "Goodput to the server"),
                            new Metric(
                                    "goodput_to_client_bytes_per_second",
                                    "B/s",
                                    HIGHER_IS_BETTER,
                                    "Goodput to the client")),
                    new BothWays(),
                    "as tcp-stream, both ways at once, each on connections of its own; the goodput is the sum"),
            new WorkloadKind(
                    "tcp-rr",
                    List.of("TCP_RR"),
                    List.of(REQUEST, RESPONSE, RATE, ARRIVALS, RECORD, CONGESTION),
                    TRANSACTIONS,
                    new Exchanges(Transport.TCP, Extra.NONE),
                    "one request at a time on an open connection, each answered at once"),
            new WorkloadKind(
                    "tcp-loaded-rr",
                    List.of("TCP_LOADED_RR"),
                    List.of(
                            REQUEST,
                            RESPONSE,
                            RATE,
                            ARRIVALS,
                            RECORD,
                            BLOCK,
                            STREAMS,
                            DIRECTION,
                            ZEROCOPY,
                            BUFFER,
                            CONGESTION),
                    LOADED,
                    new LoadedExchanges(Sender.OPTION),
                    "latency under load: tcp-rr on one connection while tcp-stream runs on others"),
            new WorkloadKind(
                    "tcp-crr",
                    List.of("TCP_CRR"),
                    List.of(
                            REQUEST,
                            RESPONSE,
                            OptionSpec.choice(
                                    "close",
                                    "server",
                                    List.of("server", "reset"),
                                    "who ends a connection: server: the server side after its response; reset: the"
                                            + " client side, without a farewell"),
                            CONGESTION),
                    TRANSACTIONS,
                    new Exchanges(Transport.TCP, Extra.CONNECTION),
                    "one request at a time, each on a connection of its own"),
            new WorkloadKind(
                    "udp-rr",
                    List.of("UDP_RR"),
                    List.of(
                            OptionSpec.size("request", 1, 1, MOST_DATAGRAM, "bytes of a request"),
                            OptionSpec.size("response", 1, 1, MOST_DATAGRAM, "bytes of a response"),
                            OptionSpec.count(
                                    "inflight",
                                    1,
                                    1,
                                    64,
                                    "requests on their way at a time; more than one without a rate only"),
                            RATE,
                            ARRIVALS,
                            TIMEOUT),
                    WITH_LOSS,
                    new Exchanges(Transport.UDP, Extra.NONE),
                    "requests by datagram, one at a time unless inflight says more, each answered at once"),
            new WorkloadKind(
                    "ping",
                    List.of("PING"),
                    List.of(
                            OptionSpec.size("size", 56, 1, MOST_DATAGRAM, "bytes of a datagram, each way"),
                            OptionSpec.count("rate", 10, 1, 10_000, "datagrams per second"),
                            ARRIVALS,
                            TIMEOUT),
                    WITH_LOSS,
                    new Exchanges(Transport.UDP, Extra.NONE, "size", "size"),
                    "echo by datagram now and then: the round trip on a path that has nothing else to do"),
            new WorkloadKind(
                    "udp-owd",
                    List.of("UDP_OWD"),
                    List.of(
                            OptionSpec.size("size", 64, STAMPED_BYTES, MOST_DATAGRAM, "bytes of a datagram, each way"),
                            OptionSpec.count("rate", 1000, 1, 10_000, "datagrams per second, each way"),
                            OptionSpec.choice(
                                    "arrivals",
                                    "poisson",
                                    List.of("poisson", "fixed"),
                                    "gaps: of a Poisson process (RFC 2330), or even"),
                            TIMEOUT),
                    ONE_WAY,
                    new Exchanges(Transport.UDP, Extra.NONE, "size", "size"),
                    "one-way delay to the server and back, by datagrams with both sides' stamps"),
            new WorkloadKind(
                    "udp-stream",
                    List.of("UDP_STREAM"),
                    List.of(
                            OptionSpec.size("size", 1472, 16, MOST_DATAGRAM, "bytes of a datagram"),
                            OptionSpec.rate(
                                    "rate", 400_000_000_000L, "of payload; without limit as fast as the sender can"),
                            DIRECTION,
                            BUFFER),
                    DATAGRAMS,
                    new Datagrams(Sender.OPTION),
                    "datagrams in one direction; the result is what the receiver had"),
            new WorkloadKind(
                    "http-latency",
                    List.of(),
                    List.of(
                            OptionSpec.size("response", 1, 1, KIB * KIB, "bytes of a response's body"),
                            CONNECTION,
                            RATE,
                            ARRIVALS,
                            CONGESTION),
                    TRANSACTIONS,
                    new Http(),
                    "one request at a time by HTTP/1.1, each answered at once"),
            new WorkloadKind(
                    "http-bandwidth",
                    List.of(),
                    List.of(
                            OptionSpec.size("response", KIB * KIB, KIB, KIB * KIB * KIB, "bytes of a response's body"),
                            STREAMS,
                            CONGESTION),
                    List.of(GOODPUT),
                    new Http(),
                    "bodies by HTTP/1.1, one after the other on each connection; the result is what the client side had"));

    private WorkloadKinds() {}
}
