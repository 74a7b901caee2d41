package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.statistics.PairedRatio;
import java.io.IOException;
import java.util.Optional;

/** What a runtime costs where the wire does not hide it. */
final class RuntimesSection implements Section {

    private static final String GOODPUT = "goodput_bytes_per_second";
    private static final double LEAST = 0.95;
    private static final double MOST = 1.05;

    private final Summaries unlimited;
    private final Summaries pairs;
    private final BenchPlan pairsPlan;

    /**
     * Of two campaigns.
     *
     * @param unlimited all runtimes, each in a network namespace of its own
     * @param pairs native and runC only, on the host's network
     */
    RuntimesSection(Summaries unlimited, Summaries pairs, BenchPlan pairsPlan) {
        this.unlimited = unlimited;
        this.pairs = pairs;
        this.pairsPlan = pairsPlan;
    }

    @Override
    public void write(Page page) throws IOException {
        page.head("Runtimes on the unlimited link");
        page.say("tcp-stream, 128 KiB a write. Ratios are to native on the same network, paired by block. On the host's"
                + " network " + pairsPlan.repetitions() + " pairs of "
                + pairsPlan.duration().toSeconds() + " s after "
                + pairsPlan.warmup().toMillis() + " ms of warm-up. Wanted: the whole interval of runC there within"
                + " 0.95 … 1.05, and gVisor's platforms in the order ptrace < systrap < runC, so that the interval of each"
                + " over the one below it is above 1.");
        page.table("runtime", "network", "VALID", "median Gb/s", "ratio", "95% CI", "");
        for (JsonNode cell : pairs.cells()) {
            row(page, cell, cell.path("runtime").asText().equals("runc"));
        }
        for (JsonNode cell : unlimited.cells()) {
            row(page, cell, false);
        }
        page.endTable();
        page.table("one over the other, paired by block", "pairs", "ratio", "95% CI", "");
        order(page, "gvisor systrap", "gvisor ptrace");
        order(page, "runc", "gvisor systrap");
        page.endTable();
    }

    private void order(Page page, String faster, String slower) throws IOException {
        JsonNode upper = unlimited.cell(cell -> name(cell).equals(faster));
        JsonNode lower = unlimited.cell(cell -> name(cell).equals(slower));
        Optional<PairedRatio> ratio =
                PairedRatio.of(Summaries.byBlock(upper, GOODPUT), Summaries.byBlock(lower, GOODPUT));
        Interval95 interval = ratio.map(PairedRatio::ci95).orElse(null);
        String title = faster + " / " + slower;
        page.row(
                title,
                Integer.toString(ratio.map(PairedRatio::pairs).orElse(0)),
                ratio.map(it -> Quantities.ratio(it.ratio())).orElse(""),
                interval == null ? "" : Quantities.interval(interval.low(), interval.high()),
                page.judgeAbove(1, interval, "order of runtimes, " + title));
    }

    private static void row(Page page, JsonNode cell, boolean judged) {
        JsonNode ratio = cell.path("metrics").path(GOODPUT).path("ratio_to_native");
        JsonNode ends = ratio.path("ci95");
        boolean hasInterval = ends.size() == 2;
        boolean inside =
                hasInterval && ends.get(0).asDouble() >= LEAST && ends.get(1).asDouble() <= MOST;
        page.row(
                name(cell),
                cell.path("network").asText(),
                cell.path("counts").path("VALID").asText(),
                Quantities.gigabitsPerSecond(median(cell)),
                hasInterval ? Quantities.ratio(ratio.path("ratio").asDouble()) : "",
                hasInterval
                        ? Quantities.interval(
                                ends.get(0).asDouble(), ends.get(1).asDouble())
                        : "",
                judged
                        ? page.judge(
                                inside, "runC/native, " + cell.path("network").asText())
                        : "");
    }

    private static double median(JsonNode cell) {
        return cell.path("metrics").path(GOODPUT).path("median").asDouble(Double.NaN);
    }

    private static String name(JsonNode cell) {
        String platform = cell.path("runtime_options").path("platform").asText();
        return platform.isEmpty()
                ? cell.path("runtime").asText()
                : cell.path("runtime").asText() + " " + platform;
    }
}
