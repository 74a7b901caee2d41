package dev.tare.common.catalog;

import static dev.tare.common.catalog.Metric.Direction.HIGHER_IS_BETTER;
import static dev.tare.common.catalog.Metric.Direction.LOWER_IS_BETTER;

import java.util.List;

/** The workloads. */
final class WorkloadKinds {

    private static final int KIB = 1024;

    private static final OptionSpec DIRECTION = OptionSpec.choice(
            "direction",
            "upload",
            List.of("upload", "download"),
            "upload: the client side sends; download: the server side sends");

    static final List<WorkloadKind> ALL = List.of(
            new WorkloadKind(
                    "tcp-stream",
                    List.of("TCP_STREAM"),
                    List.of(
                            OptionSpec.size("block", 128L * KIB, 1, 16L * KIB * KIB, "bytes per write and per read"),
                            OptionSpec.count("streams", 1, 1, 64, "parallel connections"),
                            DIRECTION),
                    List.of(new Metric("goodput_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Goodput")),
                    "bytes as fast as one direction carries them"),
            new WorkloadKind(
                    "tcp-rr",
                    List.of("TCP_RR"),
                    List.of(
                            OptionSpec.size("request", 1, 1, 1024L * KIB, "bytes of a request"),
                            OptionSpec.size("response", 1, 1, 1024L * KIB, "bytes of a response")),
                    List.of(
                            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
                            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency")),
                    "one request at a time on an open connection, each answered at once"));

    private WorkloadKinds() {}
}
