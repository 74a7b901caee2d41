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

import dev.tare.common.catalog.Traffic.Datagrams;
import dev.tare.common.catalog.Traffic.Exchanges;
import dev.tare.common.catalog.Traffic.Extra;
import dev.tare.common.catalog.Traffic.Sender;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The workloads of datagrams. */
final class DatagramKinds {

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

    private static final List<Metric> WITH_LOSS = List.of(
            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency"),
            new Metric("timeouts", "", LOWER_IS_BETTER, "Requests sent again"),
            new Metric("late_answers", "", LOWER_IS_BETTER, "Late answers"));

    private static final List<Metric> STAMPED = Stream.concat(
                    WITH_LOSS.stream(),
                    Stream.of(
                            new Metric("device_latency_ns", "ns", LOWER_IS_BETTER, "Latency from the device on"),
                            new Metric("above_device_latency_ns", "ns", LOWER_IS_BETTER, "Latency above the device"),
                            new Metric("above_device_ratio", "", LOWER_IS_BETTER, "Latency's part above the device")))
            .toList();

    private static final List<Metric> ONE_WAY = Stream.concat(
                    WITH_LOSS.stream(),
                    Stream.of(
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

    private static final List<Metric> THROUGHPUT = List.of(
            new Metric("throughput_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Throughput"),
            new Metric("throughput_datagrams_per_second", "1/s", HIGHER_IS_BETTER, "Throughput, datagrams"),
            new Metric("offered_datagrams_per_second", "1/s", HIGHER_IS_BETTER, "Offered for it"),
            new Metric("loss_ratio", "", LOWER_IS_BETTER, "Loss"),
            new Metric("sustained_loss_ratio", "", LOWER_IS_BETTER, "Loss, when that rate is offered again"),
            new Metric("lossy_datagrams_per_second", "1/s", HIGHER_IS_BETTER, "Lowest rate that lost more"),
            new Metric("most_offered_datagrams_per_second", "1/s", HIGHER_IS_BETTER, "Most that was offered"));

    static final List<WorkloadKind> ALL = List.of(
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
                            WAIT,
                            PRIORITY,
                            TIMEOUT,
                            OptionSpec.choice(
                                    "timestamps",
                                    "off",
                                    List.of("off", "kernel"),
                                    "kernel: the client's kernel stamps what comes and goes, which tells the latency's part"
                                            + " above its device; of one request at a time")),
                    STAMPED,
                    new Exchanges(Transport.UDP, Extra.NONE),
                    "requests by datagram, one at a time unless inflight says more, each answered at once"),
            new WorkloadKind(
                    "ping",
                    List.of("PING"),
                    List.of(
                            OptionSpec.size("size", 56, 1, MOST_DATAGRAM, "bytes of an echo's data, each way"),
                            RATE,
                            ARRIVALS,
                            PRIORITY,
                            TIMEOUT),
                    WITH_LOSS,
                    new Exchanges(Transport.ICMP, Extra.NONE, "size", "size"),
                    "ICMP echo, one at a time; the other side's kernel answers, and no program is woken there"),
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
                            PRIORITY,
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
                            PRIORITY,
                            BUFFER),
                    DATAGRAMS,
                    new Datagrams(Sender.OPTION),
                    "datagrams in one direction; the result is what the receiver had"),
            new WorkloadKind(
                    "udp-throughput",
                    List.of("UDP_THROUGHPUT"),
                    List.of(
                            OptionSpec.size(
                                    "size",
                                    1472,
                                    16,
                                    MOST_DATAGRAM,
                                    "bytes of a datagram; over IPv4 18 to 1472 make the frames of 64 to 1518 of RFC 2544"),
                            OptionSpec.share(
                                    "loss", 1_000, 0, 500_000, "of the datagrams of a burst, that may be lost at most"),
                            OptionSpec.share(
                                    "resolution",
                                    10_000,
                                    100,
                                    500_000,
                                    "how far the result may be below the lowest rate that lost more"),
                            OptionSpec.count(
                                    "confirm",
                                    3,
                                    0,
                                    1_000,
                                    "bursts in which the rate that was found has to pass again, all together"),
                            OptionSpec.duration(
                                    "burst",
                                    Duration.ofMillis(200),
                                    Duration.ofMillis(10),
                                    Duration.ofMinutes(1),
                                    "how long each rate is offered"),
                            OptionSpec.duration(
                                    "settle",
                                    Duration.ofMillis(20),
                                    Duration.ZERO,
                                    Duration.ofSeconds(10),
                                    "after a burst, before the receiver is asked what came"),
                            OptionSpec.rate(
                                    "highest",
                                    400_000_000_000L,
                                    "of payload, offered first; without limit as fast as the sender can"),
                            DIRECTION,
                            BUFFER),
                    THROUGHPUT,
                    new Datagrams(Sender.OPTION),
                    "a search for the highest rate of datagrams of which no more than an accepted part is lost (RFC 2544,"
                            + " RFC 8219)"));

    private DatagramKinds() {}
}
