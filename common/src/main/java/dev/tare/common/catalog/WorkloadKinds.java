package dev.tare.common.catalog;

import static dev.tare.common.catalog.Metric.Direction.HIGHER_IS_BETTER;
import static dev.tare.common.catalog.Metric.Direction.LOWER_IS_BETTER;
import static dev.tare.common.catalog.SharedTerms.ARRIVALS;
import static dev.tare.common.catalog.SharedTerms.BUFFER;
import static dev.tare.common.catalog.SharedTerms.DIRECTION;
import static dev.tare.common.catalog.SharedTerms.GOODPUT;
import static dev.tare.common.catalog.SharedTerms.PRIORITY;
import static dev.tare.common.catalog.SharedTerms.RATE;
import static dev.tare.common.catalog.SharedTerms.WAIT;

import dev.tare.common.catalog.Traffic.BothWays;
import dev.tare.common.catalog.Traffic.Exchanges;
import dev.tare.common.catalog.Traffic.Extra;
import dev.tare.common.catalog.Traffic.Http;
import dev.tare.common.catalog.Traffic.LoadedExchanges;
import dev.tare.common.catalog.Traffic.Sender;
import java.util.List;
import java.util.stream.Stream;

/** The workloads. */
final class WorkloadKinds {

    private static final long KIB = 1024;
    private static final int MOST_STREAMS = 64;

    private static final OptionSpec BLOCK =
            OptionSpec.size("block", 512 * KIB, 1, 16 * KIB * KIB, "bytes per write and per read");
    private static final OptionSpec STREAMS =
            OptionSpec.count(WorkloadKind.STREAMS, 1, 1, MOST_STREAMS, "parallel connections");
    private static final OptionSpec THREADS = OptionSpec.count(
            WorkloadKind.THREADS,
            0,
            0,
            MOST_STREAMS,
            "threads of each side that share the streams of a direction, at most one for each stream; 0: one for each");
    private static final OptionSpec ZEROCOPY = OptionSpec.choice(
            "zerocopy",
            "off",
            List.of("off", "on"),
            "on: the sender's kernel takes the bytes from a file in memory (sendfile) instead of copying them");
    private static final OptionSpec CIPHER = OptionSpec.choice(
            "cipher",
            "aes-128-gcm",
            List.of("aes-128-gcm", "aes-256-gcm", "chacha20-poly1305"),
            "what seals the records");
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
    private static final OptionSpec RECORD = OptionSpec.choice(
            "record",
            "every",
            List.of("every", "none"),
            "every: the latency of each transaction; none: only how many there were, which tells what recording costs");
    private static final OptionSpec REQUEST = OptionSpec.size("request", 1, 1, KIB * KIB, "bytes of a request");
    private static final OptionSpec RESPONSE = OptionSpec.size("response", 1, 1, KIB * KIB, "bytes of a response");

    private static final List<Metric> TRANSACTIONS = List.of(
            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency"));

    private static final List<Metric> LOADED = List.of(
            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency"),
            new Metric("goodput_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Goodput of the load"));

    private static final OptionSpec CONNECTION = OptionSpec.choice(
            "connection",
            "keep-alive",
            List.of("keep-alive", "new"),
            "keep-alive: one for all requests; new: one for each, which the server side ends");

    private static final List<WorkloadKind> BY_TCP = List.of(
            new WorkloadKind(
                    "tcp-stream",
                    List.of("TCP_STREAM"),
                    List.of(BLOCK, STREAMS, THREADS, DIRECTION, ZEROCOPY, BUFFER, PRIORITY, CONGESTION),
                    List.of(GOODPUT),
                    new Traffic.Stream(Sender.OPTION),
                    "bytes as fast as one direction carries them"),
            new WorkloadKind(
                    "tcp-maerts",
                    List.of("TCP_MAERTS"),
                    List.of(BLOCK, STREAMS, THREADS, ZEROCOPY, BUFFER, PRIORITY, CONGESTION),
                    List.of(GOODPUT),
                    new Traffic.Stream(Sender.SERVER),
                    "as tcp-stream, from the server side to the client side"),
            new WorkloadKind(
                    "tcp-bidir",
                    List.of("TCP_BIDIR"),
                    List.of(BLOCK, STREAMS, THREADS, ZEROCOPY, BUFFER, PRIORITY, CONGESTION),
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
                    "tls-stream",
                    List.of("TLS_STREAM"),
                    List.of(BLOCK, STREAMS, CIPHER, DIRECTION, BUFFER, PRIORITY, CONGESTION),
                    List.of(GOODPUT),
                    new Traffic.Stream(Sender.OPTION, true),
                    "as tcp-stream, through TLS 1.3 by OpenSSL; the goodput is what the receiver's application had"),
            new WorkloadKind(
                    "tcp-rr",
                    List.of("TCP_RR"),
                    List.of(REQUEST, RESPONSE, RATE, ARRIVALS, RECORD, WAIT, PRIORITY, CONGESTION),
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
                            THREADS,
                            DIRECTION,
                            ZEROCOPY,
                            BUFFER,
                            PRIORITY,
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
                            RATE,
                            ARRIVALS,
                            OptionSpec.choice(
                                    "close",
                                    "server",
                                    List.of("server", "reset"),
                                    "who ends a connection: server: the server side after its response; reset: the"
                                            + " client side, without a farewell"),
                            PRIORITY,
                            CONGESTION),
                    TRANSACTIONS,
                    new Exchanges(Transport.TCP, Extra.CONNECTION),
                    "one request at a time, each on a connection of its own"));

    private static final List<WorkloadKind> BY_HTTP = List.of(
            new WorkloadKind(
                    "http-latency",
                    List.of(),
                    List.of(
                            OptionSpec.size("response", 1, 1, KIB * KIB, "bytes of a response's body"),
                            CONNECTION,
                            RATE,
                            ARRIVALS,
                            PRIORITY,
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
                            PRIORITY,
                            CONGESTION),
                    List.of(GOODPUT),
                    new Http(),
                    "bodies by HTTP/1.1, one after the other on each connection; the result is what the client side had"));

    private static final WorkloadKind START_UP = new WorkloadKind(
            "startup",
            List.of("STARTUP"),
            List.of(),
            List.of(new Metric("start_up_ns", "ns", LOWER_IS_BETTER, "Start-up, to the probe's first word")),
            new Exchanges(Transport.TCP, Extra.NONE),
            "how long a fresh instance takes until it says its first word; the link carries next to nothing, and a short"
                    + " window is enough");

    static final List<WorkloadKind> ALL = Stream.of(BY_TCP, DatagramKinds.ALL, BY_HTTP, List.of(START_UP))
            .flatMap(List::stream)
            .toList();

    private WorkloadKinds() {}
}
