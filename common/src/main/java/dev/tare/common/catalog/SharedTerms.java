package dev.tare.common.catalog;

import static dev.tare.common.catalog.Metric.Direction.HIGHER_IS_BETTER;

import java.util.List;

/** Options and metrics that workloads of several transports have. */
final class SharedTerms {

    private static final long KIB = 1024;

    static final OptionSpec DIRECTION = OptionSpec.choice(
            "direction",
            "upload",
            List.of("upload", "download"),
            "upload: the client side sends; download: the server side sends");

    static final OptionSpec BUFFER = OptionSpec.size(
            "buffer", 0, 0, 64 * KIB * KIB, "SO_SNDBUF and SO_RCVBUF of both sides; 0: as the kernel has them");

    static final OptionSpec RATE = OptionSpec.count(
            "rate",
            0,
            0,
            1_000_000,
            "requests per second, of which latency counts from when each was due; 0: at once after the last response");

    static final OptionSpec ARRIVALS = OptionSpec.choice(
            "arrivals", "fixed", List.of("fixed", "poisson"), "gaps of a rate: even, or of a Poisson process");

    /** Of workloads in which each side waits for the other. */
    static final OptionSpec WAIT = OptionSpec.choice(
            WorkloadKind.WAIT,
            "block",
            List.of("block", WorkloadKind.SPIN),
            "how both sides wait for a message: block: asleep in the kernel; spin: by asking again and again, which keeps"
                    + " a CPU of each side busy and leaves waking up out of the latency");

    /** Of workloads that sleep now and then, so that others have a turn on their CPU. */
    static final OptionSpec PRIORITY = OptionSpec.choice(
            WorkloadKind.PRIORITY,
            "ordinary",
            List.of("ordinary", WorkloadKind.REALTIME),
            "of both sides' threads that move the traffic: ordinary: as every program's; realtime: the lowest real-time"
                    + " one (SCHED_FIFO 1), before all ordinary threads of their CPUs, the kernel's that receive included");

    static final Metric GOODPUT = new Metric("goodput_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Goodput");

    private SharedTerms() {}
}
