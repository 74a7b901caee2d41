package dev.tare.controller.report;

import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.analysis.measure.WarmUp;
import java.util.List;
import java.util.Locale;

/**
 * How a metric is shown to people: heading, unit, and the factor from its base unit.
 *
 * @param metric name as in summary.json
 */
record Quantity(String metric, String title, String unit, double factor, int decimals) {

    static final double MIB = 1024.0 * 1024.0;
    static final Quantity GOODPUT = new Quantity(Roles.GOODPUT, "Goodput", "MiB/s", 1 / MIB, 1);
    static final Quantity THROUGHPUT = new Quantity(Roles.THROUGHPUT, "Throughput", "MiB/s", 1 / MIB, 1);
    static final Quantity TRANSACTIONS = new Quantity(Roles.TRANSACTIONS, "Transactions", "1/s", 1, 0);

    static final Quantity START_UP = new Quantity(Roles.START_UP, "Start-up, to the probe's first word", "ms", 1e-6, 0);

    /** In the order of the results table; a cell shows those it has. */
    static final List<Quantity> ALL = List.of(
            GOODPUT,
            THROUGHPUT,
            new Quantity("throughput_datagrams_per_second", "Throughput, datagrams", "1/s", 1, 0),
            TRANSACTIONS,
            latency("p50", "Latency p50"),
            latency("p90", "Latency p90"),
            latency("p99", "Latency p99"),
            latency("p999", "Latency p99.9"),
            latency("max", "Latency maximum"),
            // a nanosecond per byte is a second per gigabyte
            new Quantity(TrialNumbers.CPU_PER_BYTE + ".under_test", "CPU, side under test", "core-s/GB", 1, 3),
            new Quantity(TrialNumbers.CPU_PER_BYTE + ".peer", "CPU, peer", "core-s/GB", 1, 3),
            new Quantity(TrialNumbers.CPU_PER_BYTE + ".both", "CPU, both sides", "core-s/GB", 1, 3),
            new Quantity(TrialNumbers.CPU_PER_BYTE + ".client", "CPU, client", "core-s/GB", 1, 3),
            new Quantity(TrialNumbers.CPU_PER_BYTE + ".server", "CPU, server", "core-s/GB", 1, 3),
            new Quantity(
                    TrialNumbers.CPU_PER_TRANSACTION + ".under_test",
                    "CPU, side under test",
                    "core-µs/transaction",
                    1e-3,
                    2),
            new Quantity(TrialNumbers.CPU_PER_TRANSACTION + ".peer", "CPU, peer", "core-µs/transaction", 1e-3, 2),
            new Quantity(TrialNumbers.CPU_PER_TRANSACTION + ".both", "CPU, both sides", "core-µs/transaction", 1e-3, 2),
            new Quantity(TrialNumbers.CPU_PER_TRANSACTION + ".client", "CPU, client", "core-µs/transaction", 1e-3, 2),
            new Quantity(TrialNumbers.CPU_PER_TRANSACTION + ".server", "CPU, server", "core-µs/transaction", 1e-3, 2),
            new Quantity("goodput_to_server_bytes_per_second", "Goodput to the server", "MiB/s", 1 / MIB, 1),
            new Quantity("goodput_to_client_bytes_per_second", "Goodput to the client", "MiB/s", 1 / MIB, 1),
            new Quantity("loss_ratio", "Loss", "%", 100, 3),
            new Quantity("sustained_loss_ratio", "Loss, when the rate is offered again", "%", 100, 3),
            new Quantity("offered_datagrams_per_second", "Offered for the throughput", "1/s", 1, 0),
            new Quantity("lossy_datagrams_per_second", "Lowest rate that lost more", "1/s", 1, 0),
            new Quantity("most_offered_datagrams_per_second", "Most that was offered", "1/s", 1, 0),
            new Quantity("sent_bytes_per_second", "Sent", "MiB/s", 1 / MIB, 1),
            new Quantity("asked_bytes_per_second", "Rate asked for", "MiB/s", 1 / MIB, 1),
            new Quantity("asked_transactions_per_second", "Rate asked for", "1/s", 1, 0),
            new Quantity("jitter_ns", "Jitter (RFC 3550)", "µs", 1e-3, 1),
            new Quantity("one_way_to_server_ns.min", "One-way delay to the server, least", "µs", 1e-3, 1),
            new Quantity("one_way_to_server_ns.p50", "One-way delay to the server, median", "µs", 1e-3, 1),
            new Quantity("one_way_to_server_ns.p99", "One-way delay to the server, p99", "µs", 1e-3, 1),
            new Quantity("one_way_to_client_ns.min", "One-way delay to the client, least", "µs", 1e-3, 1),
            new Quantity("one_way_to_client_ns.p50", "One-way delay to the client, median", "µs", 1e-3, 1),
            new Quantity("one_way_to_client_ns.p99", "One-way delay to the client, p99", "µs", 1e-3, 1),
            new Quantity("one_way_bound_ns", "One-way delays are true within ±", "µs", 1e-3, 1),
            new Quantity(
                    "delay_variation_to_server_ns.p50", "Delay variation to the server (PDV), median", "µs", 1e-3, 1),
            new Quantity("delay_variation_to_server_ns.p99", "Delay variation to the server (PDV), p99", "µs", 1e-3, 1),
            new Quantity(
                    "delay_variation_to_client_ns.p50", "Delay variation to the client (PDV), median", "µs", 1e-3, 1),
            new Quantity("delay_variation_to_client_ns.p99", "Delay variation to the client (PDV), p99", "µs", 1e-3, 1),
            new Quantity("reordered_datagrams", "Reordered datagrams", "per trial", 1, 1),
            new Quantity("duplicate_datagrams", "Duplicate datagrams", "per trial", 1, 1),
            new Quantity("fragments_per_datagram", "Fragments", "per datagram", 1, 0),
            new Quantity("above_device_ratio", "Latency's part above the client's device", "%", 100, 1),
            new Quantity("above_device_latency_ns.p50", "Latency above the client's device, median", "µs", 1e-3, 1),
            new Quantity("above_device_latency_ns.p99", "Latency above the client's device, p99", "µs", 1e-3, 1),
            new Quantity("device_latency_ns.p50", "Latency from the client's device on, median", "µs", 1e-3, 1),
            new Quantity("device_latency_ns.p99", "Latency from the client's device on, p99", "µs", 1e-3, 1),
            new Quantity("unstamped_transactions", "Transactions without stamps", "per trial", 1, 1),
            new Quantity("timeouts", "Requests sent again", "per trial", 1, 1),
            new Quantity("late_answers", "Late answers", "per trial", 1, 1),
            new Quantity(TrialNumbers.RETRANSMITTED, "Retransmitted segments", "per trial", 1, 1),
            new Quantity(TrialNumbers.RTT, "Round-trip time (TCP)", "µs", 1e-3, 1),
            new Quantity(WarmUp.RATIO, "Rate of the warm-up over the window's", "ratio", 1, 3),
            START_UP,
            startUp("created", "Start-up: until the instance is made"),
            startUp("started", "Start-up: from then until it runs"),
            startUp("first_word", "Start-up: from then until the probe's first word"),
            startUp("peer", "Start-up of the peer"),
            new Quantity(TrialNumbers.NOT_MEASURING, "Time not measuring", "s", 1e-9, 3));

    private static Quantity startUp(String part, String title) {
        return new Quantity(Roles.START_UP + "." + part, title, "ms", 1e-6, 0);
    }

    private static Quantity latency(String percentile, String title) {
        return new Quantity(Roles.LATENCY + "." + percentile, title, "µs", 1e-3, 1);
    }

    boolean isThroughput() {
        return equals(GOODPUT) || equals(THROUGHPUT) || equals(TRANSACTIONS);
    }

    /** Worth a row without being asked for. */
    boolean isMain() {
        return isThroughput()
                || metric.equals("loss_ratio")
                || metric.equals("throughput_datagrams_per_second")
                || metric.equals("above_device_ratio")
                || metric.equals("one_way_bound_ns")
                || equals(START_UP)
                || metric.endsWith(".p50")
                || metric.endsWith(".p99")
                || metric.endsWith(".under_test")
                || metric.endsWith(".both");
    }

    String text(double baseValue) {
        return fixed(baseValue * factor, decimals);
    }

    static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(',', '\u202f');
    }
}
