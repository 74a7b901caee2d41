package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.common.catalog.EngineKind;
import dev.tare.controller.analysis.measure.WarmUp;
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

    /** A cold probe is hardly slower than a warm one. */
    private static final double LEAST_FIRST_SECOND = 0.9;

    private final Checkout checkout;
    private final BenchPlan plan;

    GeneratorSection(Checkout checkout, BenchPlan plan) {
        this.checkout = checkout;
        this.plan = plan;
    }

    private static final List<RatioGoal> GOALS = List.of(
            new RatioGoal("tcp-stream", "defaults", "iperf3", 1.40),
            new RatioGoal("tcp-stream", "block 128KiB", "iperf3", 1.00),
            new RatioGoal("tcp-stream", "block 1MiB", "iperf3", 1.00),
            new RatioGoal("tcp-stream", "block 128KiB, zerocopy on", "iperf3", 1.00),
            new RatioGoal("tcp-rr", "defaults", "netperf", 1.00),
            new RatioGoal("tcp-crr", "defaults", "netperf", 1.00),
            new RatioGoal("udp-rr", "defaults", "netperf", 1.00),
            new RatioGoal("udp-stream", "defaults", "iperf3", 1.20),
            new RatioGoal("tcp-rr", "request 14B, response 14B", "sockperf", 1.00),
            new RatioGoal("tcp-rr", "defaults", "builtin with record none", 0.99),
            new RatioGoal("http-latency", "defaults", "wrk", 0.95));

    /** What the two most used tools do has to be within reach, whatever else is wanted of it. */
    private static final List<RatioGoal> AT_LEAST_ALIKE = List.of(
            new RatioGoal("tcp-rr", "defaults", "netperf", 0.97),
            new RatioGoal("tcp-stream", "block 128KiB", "iperf3", 0.97));

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
                + " the machine was disturbed in most of them. Fewer than ten pairs that are both VALID are too few.");
        page.table("workload", "setting", "against", "pairs", "basis", "median ratio", "95% CI", "wanted", "");
        for (JsonNode comparison : result.path("comparisons")) {
            GOALS.stream().filter(goal -> goal.isOf(comparison)).forEach(goal -> row(page, goal, comparison));
        }
        page.endTable();
        AT_LEAST_ALIKE.forEach(goal -> page.say(
                "Wanted besides, " + goal.wanted() + " of " + goal.name() + ": " + reached(page, goal, result) + "."));
        firstSeconds(page, archive);
        JsonNode floor = result.path("timing_floor");
        page.say(String.format(
                Locale.ROOT,
                "The floor of the probe's timing: reading the clock %.0f ns, recording a latency %.0f ns, waking up %.0f µs late.",
                floor.path("clock_read_ns").asDouble(),
                floor.path("histogram_record_ns").asDouble(),
                floor.path("wake_up_median_ns").asDouble() / 1e3));
    }

    private static void firstSeconds(Page page, Path archive) throws IOException {
        page.say(
                "The first second of the VALID ones of these trials, which is their warm-up, over the window that follows."
                        + " Wanted of the probe: " + Quantities.ratio(LEAST_FIRST_SECOND) + " at least.");
        page.table("cell", "trials", "median", "");
        for (JsonNode cell : new Summaries(archive).cells()) {
            JsonNode ratio = cell.path("metrics").path(WarmUp.RATIO);
            if (!ratio.isObject()) {
                continue;
            }
            String id = cell.path("id").asText();
            double median = ratio.path("median").asDouble();
            page.row(
                    id,
                    ratio.path("n").asText(),
                    Quantities.ratio(median),
                    cell.path("engine").asText().equals(EngineKind.BUILTIN)
                            ? page.judge(median >= LEAST_FIRST_SECOND, id + ", first second")
                            : "");
        }
        page.endTable();
    }

    private static String reached(Page page, RatioGoal goal, JsonNode result) {
        for (JsonNode comparison : result.path("comparisons")) {
            if (goal.isOf(comparison)) {
                return ratio(comparison) + ", " + goal.judged(page, comparison);
            }
        }
        return "not compared, " + page.judge(false, goal.name() + ", " + goal.wanted());
    }

    private static void row(Page page, RatioGoal goal, JsonNode comparison) {
        JsonNode ends = comparison.path("ratio_ci95");
        page.row(
                goal.workload(),
                goal.setting(),
                goal.against() + " " + comparison.path("against_version").asText(),
                comparison.path("pairs").asText(),
                comparison.path("basis").asText(),
                ratio(comparison),
                ends.size() == 2
                        ? Quantities.interval(
                                ends.get(0).asDouble(), ends.get(1).asDouble())
                        : "",
                goal.wanted(),
                goal.judged(page, comparison));
    }

    /** The median, or why there is none. */
    private static String ratio(JsonNode comparison) {
        JsonNode median = comparison.path("ratio_median");
        return median.isNumber()
                ? Quantities.ratio(median.asDouble())
                : comparison.path("reason").asText();
    }
}
