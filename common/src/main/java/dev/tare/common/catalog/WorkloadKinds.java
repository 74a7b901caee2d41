package dev.tare.common.catalog;

import static dev.tare.common.catalog.Metric.Direction.HIGHER_IS_BETTER;
import static dev.tare.common.catalog.Metric.Direction.LOWER_IS_BETTER;

import dev.tare.common.catalog.Traffic.Exchanges;
import dev.tare.common.catalog.Traffic.Extra;
import dev.tare.common.catalog.Traffic.Sender;
import dev.tare.common.catalog.Traffic.Stream;
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
            OptionSpec.size("block", 128 * KIB, 1, 16 * KIB * KIB, "bytes per write and per read");
    private static final OptionSpec STREAMS = OptionSpec.count("streams", 1, 1, MOST_STREAMS, "parallel connections");
    private static final OptionSpec REQUEST = OptionSpec.size("request", 1, 1, KIB * KIB, "bytes of a request");
    private static final OptionSpec RESPONSE = OptionSpec.size("response", 1, 1, KIB * KIB, "bytes of a response");

    private static final Metric GOODPUT = new Metric("goodput_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Goodput");
    private static final List<Metric> TRANSACTIONS = List.of(
            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency"));

    /** A SYN or its answer at least; at most request, response and FIN are each acknowledged alone. */
    private static final Extra CONNECTION = new Extra(1, 6);

    static final List<WorkloadKind> ALL = List.of(
            new WorkloadKind(
                    "tcp-stream",
                    List.of("TCP_STREAM"),
                    List.of(BLOCK, STREAMS, DIRECTION),
                    List.of(GOODPUT),
                    new Stream(Sender.OPTION),
                    "bytes as fast as one direction carries them"),
            new WorkloadKind(
                    "tcp-maerts",
                    List.of("TCP_MAERTS"),
                    List.of(BLOCK, STREAMS),
                    List.of(GOODPUT),
                    new Stream(Sender.SERVER),
                    "as tcp-stream, from the server side to the client side"),
            new WorkloadKind(
                    "tcp-rr",
                    List.of("TCP_RR"),
                    List.of(REQUEST, RESPONSE),
                    TRANSACTIONS,
                    new Exchanges(Transport.TCP, Extra.NONE),
                    "one request at a time on an open connection, each answered at once"),
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
                                            + " client side, without a farewell")),
                    TRANSACTIONS,
                    new Exchanges(Transport.TCP, CONNECTION),
                    "one request at a time, each on a connection of its own"));

    private WorkloadKinds() {}
}
