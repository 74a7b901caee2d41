package dev.tare.controller.report;

import dev.tare.controller.analysis.measure.TrialNumbers;
import java.util.Map;

/** What {@link TrialNumbers#SPREADS} are called where people read. */
final class Spreads {

    private static final Map<String, String> TITLES = Map.of(
            "latency_ns", "Time of a transaction",
            "one_way_to_server_ns", "One-way delay to the server",
            "one_way_to_client_ns", "One-way delay to the client",
            "delay_variation_to_server_ns", "Delay to the server above the least",
            "delay_variation_to_client_ns", "Delay to the client above the least");

    private Spreads() {}

    static String title(String metric) {
        return TITLES.getOrDefault(metric, metric);
    }
}
