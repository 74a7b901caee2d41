package dev.tare.controller.report;

import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.archive.BurstData;
import java.util.Optional;

/** What searches offered, and what came of it; times are on the sender's own clock, from its first burst. */
final class BurstTable {

    private BurstTable() {}

    /** Empty where no trial searched. */
    static Optional<String> of(Analysis analysis) {
        Csv csv = new Csv(
                "trial",
                "cell",
                "measured",
                "repeats",
                "start_seconds",
                "length_seconds",
                "asked_per_second",
                "offered_per_second",
                "received_per_second",
                "sent",
                "received",
                "loss_ratio");
        boolean any = false;
        for (JudgedTrial trial : analysis.trials()) {
            for (BurstData burst : trial.bursts()) {
                any = true;
                row(csv, trial, burst);
            }
        }
        return any ? Optional.of(csv.toString()) : Optional.empty();
    }

    private static void row(Csv csv, JudgedTrial trial, BurstData it) {
        long origin = trial.bursts().getFirst().startNanos();
        csv.row(
                trial.trial().folder(),
                trial.cell().id(),
                it.measured(),
                it.repeats(),
                (it.startNanos() - origin) / 1e9,
                it.burst().lengthNanos() / 1e9,
                it.burst().askedPerSecond(),
                it.burst().offeredPerSecond(),
                it.burst().receivedPerSecond(),
                it.burst().sent(),
                it.burst().received(),
                it.burst().lossRatio());
    }
}
