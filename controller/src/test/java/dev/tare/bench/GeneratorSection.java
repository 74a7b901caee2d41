package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The probe against the tools others measure with, as {@code tare selftest} compares them. */
final class GeneratorSection implements Section {

    private static final Duration LIMIT = Duration.ofMinutes(60);

    /** The exit code of a selftest with a trial that does not count: its comparisons do without. */
    private static final int INVALID_TRIALS = 4;

    private final Checkout checkout;
    private final BenchPlan plan;

    GeneratorSection(Checkout checkout, BenchPlan plan) {
        this.checkout = checkout;
        this.plan = plan;
    }

    /** A ratio that is wanted, of the comparison that is so called. */
    private record Goal(String workload, String setting, String against, double least) {

        boolean isOf(JsonNode comparison) {
            return comparison.path("workload").asText().equals(workload)
                    && comparison.path("setting").asText().equals(setting)
                    && comparison.path("against").asText().equals(against);
        }
    }

    private static final List<Goal> GOALS = List.of(
            new Goal("tcp-stream", "defaults", "iperf3", 1.40),
            new Goal("tcp-stream", "block 128KiB", "iperf3", 1.00),
            new Goal("tcp-stream", "block 1MiB", "iperf3", 1.00),
            new Goal("tcp-stream", "block 128KiB, zerocopy on", "iperf3", 1.00),
            new Goal("tcp-rr", "defaults", "netperf", 1.00),
            new Goal("tcp-crr", "defaults", "netperf", 1.00),
            new Goal("udp-rr", "defaults", "netperf", 1.00),
            new Goal("udp-stream", "defaults", "iperf3", 1.20),
            new Goal("tcp-rr", "request 14B, response 14B", "sockperf", 1.00),
            new Goal("tcp-rr", "defaults", "builtin with record none", 0.99),
            new Goal("http-latency", "defaults", "wrk", 0.95));

    @Override
    public void write(Page page) throws IOException, InterruptedException {
        Path archive = checkout.archive("selftest");
        List<String> command = List.of(
                checkout.launcher().toString(),
                "selftest",
                "--pairs",
                Integer.toString(plan.repetitions()),
                "--json",
                "--out",
                archive.toString());
        JsonNode result = new ObjectMapper()
                .readTree(Program.run(LIMIT, command)
                        .orFail(command, INVALID_TRIALS)
                        .out());
        page.head("The probe against other generators");
        page.say("`tare selftest --pairs " + plan.repetitions()
                + "`: native, network host, unlimited link, cubic, each pair one"
                + " after the other. The ratio is the median of the pairs', probe over tool. A basis of DEGRADED means that"
                + " the machine was disturbed in most of them.");
        page.table("workload", "setting", "against", "pairs", "basis", "median ratio", "95% CI", "wanted", "");
        for (JsonNode comparison : result.path("comparisons")) {
            GOALS.stream().filter(goal -> goal.isOf(comparison)).forEach(goal -> row(page, goal, comparison));
        }
        page.endTable();
        JsonNode floor = result.path("timing_floor");
        page.say(String.format(
                Locale.ROOT,
                "The floor of the probe's timing: reading the clock %.0f ns, recording a latency %.0f ns, waking up %.0f µs late.",
                floor.path("clock_read_ns").asDouble(),
                floor.path("histogram_record_ns").asDouble(),
                floor.path("wake_up_median_ns").asDouble() / 1e3));
    }

    private static void row(Page page, Goal goal, JsonNode comparison) {
        boolean measured = comparison.path("ratio_median").isNumber();
        double ratio = comparison.path("ratio_median").asDouble();
        JsonNode ends = comparison.path("ratio_ci95");
        page.row(
                goal.workload(),
                goal.setting(),
                goal.against() + " " + comparison.path("against_version").asText(),
                comparison.path("pairs").asText(),
                comparison.path("basis").asText(),
                measured ? Quantities.ratio(ratio) : comparison.path("reason").asText(),
                ends.size() == 2
                        ? Quantities.interval(
                                ends.get(0).asDouble(), ends.get(1).asDouble())
                        : "",
                "≥ " + Quantities.fixed(2, goal.least()),
                page.judge(
                                measured && ratio >= goal.least(),
                                goal.workload() + " (" + goal.setting() + ") against " + goal.against())
                        + doubt(ratio, ends, goal.least()));
    }

    /** What the median alone says. */
    private static String doubt(double ratio, JsonNode ends, double least) {
        boolean decided = ends.size() == 2
                && (ends.get(0).asDouble() >= least || ends.get(1).asDouble() < least);
        return decided ? "" : ratio >= least ? " by the median" : ", undecided";
    }
}
