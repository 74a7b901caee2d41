package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the program itself takes: time around a trial, time to start, memory of an idle agent. */
final class FootprintSection implements Section {

    private static final int HELPS = 11;
    private static final double MOST_HELP_NANOS = 0.4e9;
    private static final double MOST_OVERHEAD_NANOS = 0.6e9;
    private static final double MOST_GVISOR_OVERHEAD_NANOS = 1.2e9;
    private static final long MOST_AGENT_BYTES = 120_000_000;

    private final Checkout checkout;
    private final BenchLab lab;
    private final List<Summaries> campaigns;

    FootprintSection(Checkout checkout, BenchLab lab, List<Summaries> campaigns) {
        this.checkout = checkout;
        this.lab = lab;
        this.campaigns = List.copyOf(campaigns);
    }

    @Override
    public void write(Page page) throws IOException, InterruptedException {
        page.head("What Tare itself takes");
        page.table("", "median", "wanted", "");
        overhead(page, "native", MOST_OVERHEAD_NANOS);
        overhead(page, "runc", MOST_OVERHEAD_NANOS);
        overhead(page, "gvisor", MOST_GVISOR_OVERHEAD_NANOS);
        help(page);
        for (Side side : Side.values()) {
            long resident = lab.host(side).residentBytes();
            page.row(
                    "resident memory of the " + side.word() + "'s agent, idle after the trials above",
                    Quantities.fixed(0, resident / 1e6) + " MB",
                    "≤ 120 MB",
                    page.judge(resident <= MOST_AGENT_BYTES, "memory of the " + side.word() + "'s agent"));
        }
        page.endTable();
    }

    private void overhead(Page page, String runtime, double mostNanos) throws IOException {
        Predicate<JsonNode> wanted =
                cell -> cell.path("runtime").path("name").asText().equals(runtime);
        List<Double> nanos = new ArrayList<>();
        for (Summaries campaign : campaigns) {
            nanos.addAll(campaign.notMeasuringNanos(wanted));
        }
        double median = Quantities.median(nanos);
        page.row(
                "a trial's time outside warm-up and window, " + runtime + ", n = " + nanos.size(),
                Quantities.seconds(median) + " s",
                "≤ " + Quantities.seconds(mostNanos) + " s",
                page.judge(median <= mostNanos, "time of a trial that is not measuring, " + runtime));
    }

    private void help(Page page) throws IOException, InterruptedException {
        List<String> command = List.of(checkout.launcher().toString(), "--help");
        List<Double> nanos = new ArrayList<>();
        for (int run = 0; run < HELPS; run++) {
            nanos.add((double)
                    Program.run(Duration.ofMinutes(5), command).orFail(command).wallNanos());
        }
        double median = Quantities.median(nanos);
        page.row(
                "`./tare --help`, n = " + HELPS,
                Quantities.seconds(median) + " s",
                "≤ 0.40 s",
                page.judge(median <= MOST_HELP_NANOS, "tare --help"));
    }
}
