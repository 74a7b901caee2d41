package dev.tare.bench;

import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * What watching costs what is watched, from within trials: intervals in which a host was sampled, or a clock asked, against those
 * of the same trial with neither. They lie between each other, so that a trial's drift is in all of them.
 */
final class WatchingSection implements Section {

    private static final double MOST_OF_SAMPLES = 0.01;
    private static final double MOST_OF_EXCHANGES = 0.005;

    private final Summaries watched;
    private final BenchPlan plan;

    WatchingSection(Summaries watched, BenchPlan plan) {
        this.watched = watched;
        this.plan = plan;
    }

    @Override
    public void write(Page page) throws IOException {
        page.head("What watching costs");
        page.say("Native, network host, unlimited link, " + plan.repetitions() + " trials of "
                + plan.duration().toSeconds()
                + " s. In each, intervals of 100 ms in which a host was sampled (every 500 ms,"
                + " and every other time the probe also hands its intervals on) or a clock was asked (by three, each"
                + " 730 ms), against those with neither. Of the whole window: the mean over trials and its 95% interval"
                + " (Student). Wanted: all of it within ±1% for samples and within ±0.5% for exchanges.");
        page.table(
                "workload",
                "what",
                "trials",
                "intervals with it",
                "rate in those",
                "of the whole window",
                "95% CI",
                "");
        for (String workload : List.of("tcp-rr", "tcp-stream")) {
            List<WatchedTrial.Effect> samples = new ArrayList<>();
            List<WatchedTrial.Effect> exchanges = new ArrayList<>();
            for (ArchivedTrial trial : Archive.open(watched.archive()).trials()) {
                if (trial.trialRecord().trial().cell().workload().name().equals(workload)) {
                    WatchedTrial each = WatchedTrial.of(trial);
                    each.ofSamples().ifPresent(samples::add);
                    each.ofExchanges().ifPresent(exchanges::add);
                }
            }
            row(page, workload, "host samples", samples, MOST_OF_SAMPLES);
            row(page, workload, "clock exchanges", exchanges, MOST_OF_EXCHANGES);
        }
        page.endTable();
    }

    private static void row(Page page, String workload, String what, List<WatchedTrial.Effect> effects, double most) {
        double[] all = effects.stream().mapToDouble(WatchedTrial.Effect::ofAll).toArray();
        double mean = Mean.of(all).getAsDouble();
        double half = all.length < 2
                ? Double.NaN
                : Interval95.halfWidth(StandardDeviation.of(all).getAsDouble(), all.length);
        page.row(
                workload,
                what,
                Integer.toString(all.length),
                percent(effects.stream()
                        .mapToDouble(WatchedTrial.Effect::share)
                        .average()
                        .orElse(Double.NaN)),
                Quantities.ratio(effects.stream()
                        .mapToDouble(WatchedTrial.Effect::ratio)
                        .average()
                        .orElse(Double.NaN)),
                percent(mean),
                percent(mean - half) + " … " + percent(mean + half),
                page.judge(Math.abs(mean) + half <= most, what + ", " + workload));
    }

    private static String percent(double share) {
        return Quantities.fixed(2, 100 * share) + "%";
    }
}
