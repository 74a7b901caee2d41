package dev.tare.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The probe against the tools others measure with: native both, same hosts, same CPUs, one after the other. */
final class GeneratorSection implements Section {

    private static final double LEAST = 0.97;

    /** As many trials as are asked for, and as many again in place of those that are not VALID. */
    private static final int ATTEMPTS = 2;

    private static final long BLOCK_BYTES = 128 * 1024;

    private final BenchLab lab;
    private final BenchPlan plan;
    private final ReferenceTools tools;
    private final Netperf netperf;
    private final Path folder;

    /**
     * Compares in a lab.
     *
     * @param folder for the archives of the probe's single runs
     */
    GeneratorSection(BenchLab lab, BenchPlan plan, ReferenceTools tools, Netperf netperf, Path folder) {
        this.lab = lab;
        this.plan = plan;
        this.tools = tools;
        this.netperf = netperf;
        this.folder = folder;
    }

    @Override
    public void write(Page page) throws IOException, InterruptedException {
        page.head("The probe against other generators");
        page.say(
                "Native, network host, unlimited link, cubic, both on the agents' CPUs and in control groups of equal depth, "
                        + plan.repetitions()
                        + " interleaved pairs of " + plan.duration().toSeconds()
                        + " s. Wanted: a median ratio (probe over tool) of at least 0.97.");
        page.table("workload", "against", "pairs", "median probe", "median tool", "median ratio", "95% CI", "");
        compare(
                page,
                "tcp-rr",
                "transactions_per_second",
                netperf.name(),
                () -> netperf.transactionsPerSecond(tools, plan.duration()));
        compare(
                page,
                "tcp-stream",
                "goodput_bytes_per_second",
                "iperf3 -l 128K -C cubic",
                () -> tools.iperf3BytesPerSecond(plan.warmup(), plan.duration(), BLOCK_BYTES));
        page.endTable();
    }

    private void compare(Page page, String workload, String metric, String against, Measurement tool)
            throws IOException, InterruptedException {
        Pairs pairs = new Pairs();
        Path file = plan.once().write(folder.resolve(workload + ".yaml"), """
                factors:
                  runtime: [native]
                  network: [host]
                  workload: [%s]
                  link: [unlimited]
                """.formatted(workload));
        for (int pair = 0; pair < ATTEMPTS * plan.repetitions() && pairs.count() < plan.repetitions(); pair++) {
            List<Double> ours = probe(file, workload + "-" + pair, metric);
            double theirs = tool.take();
            // a pair without its VALID half is no pair
            if (!ours.isEmpty()) {
                pairs.add(ours.getFirst(), theirs);
            }
        }
        if (pairs.count() < plan.repetitions()) {
            page.row(workload, against, Integer.toString(pairs.count()), "", "", "", "", page.judge(false, workload));
            return;
        }
        Pairs.Interval interval = pairs.confidence();
        page.row(
                workload,
                against,
                Integer.toString(pairs.count()),
                large(pairs.medianOurs()),
                large(pairs.medianTheirs()),
                Quantities.ratio(pairs.medianRatio()),
                Quantities.interval(interval.low(), interval.high()),
                page.judge(pairs.medianRatio() >= LEAST, workload + " against " + against));
    }

    /** One trial's value; empty when it was not VALID. */
    private List<Double> probe(Path file, String archive, String metric) throws IOException, InterruptedException {
        return Summaries.values(lab.run(file, archive).cells().getFirst(), metric);
    }

    private static String large(double value) {
        return value > 1e7
                ? Quantities.gigabitsPerSecond(value) + " Gb/s"
                : String.format(Locale.ROOT, "%.0f /s", value);
    }

    /** One measurement by a tool. */
    private interface Measurement {

        double take() throws IOException, InterruptedException;
    }
}
