package dev.tare.controller.engine;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Traffic;
import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.engine.EthrLines.Round;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ethr, whose report is for people. Of transactions it tells mean, percentiles and largest of each thousand: the rate is what the
 * means say, and percentiles of a thousand are none of the window's. How much it moved it does not tell: the path is held against
 * the least and the most that it can have been.
 */
final class EthrReader implements EngineReader {

    private static final double NANOS_PER_SECOND = 1e9;

    private static final int TRANSACTIONS = 1000;

    /** Of each run: what it goes on after its time, and a thousand of which it does not tell any more. */
    private static final double UNTOLD_SECONDS = 2;

    /** More than can be drawn. */
    private static final int MOST_POINTS = 100_000;

    @Override
    public void read(Cell cell, TrialRecord.Timing timing, Map<Side, List<EngineRunData>> runs, Reading reading) {
        Traffic traffic = Catalog.find(Catalog.workloads(), cell.workload().name())
                .orElseThrow()
                .traffic();
        reading.startedLate();
        for (Side side : Side.values()) {
            runs.getOrDefault(side, List.of()).stream()
                    .flatMap(run -> EthrLines.complaint(run.out()).stream())
                    .findFirst()
                    .ifPresent(words -> reading.problem("ethr says on the " + side.word() + ": " + words));
        }
        if (traffic instanceof Traffic.Exchanges) {
            exchanges(cell, timing, runs.getOrDefault(Side.CLIENT, List.of()), reading);
        } else {
            Side sender = traffic.clientSends(cell.workload().options()) ? Side.CLIENT : Side.SERVER;
            new EthrStream(traffic.transport(), sender, timing, runs).read(reading);
        }
    }

    private static void exchanges(Cell cell, TrialRecord.Timing timing, List<EngineRunData> client, Reading reading) {
        List<Round> rounds = rounds(client.stream().filter(EngineRunData::measured));
        if (rounds.isEmpty()) {
            reading.problem("ethr tells of no " + TRANSACTIONS + " transactions: " + EthrLines.lastLine(client));
            return;
        }
        double mean = rounds.stream().mapToDouble(Round::meanNanos).average().orElseThrow();
        reading.value("transactions_per_second", NANOS_PER_SECOND / mean);
        reading.value(
                "latency_ns.max",
                rounds.stream().mapToDouble(Round::largestNanos).max());
        double start = 0;
        for (Round round : rounds.subList(0, Math.min(rounds.size(), MOST_POINTS))) {
            double seconds = round.meanNanos() * TRANSACTIONS / NANOS_PER_SECOND;
            reading.point(new EngineResult.Point(start, seconds, TRANSACTIONS, true));
            start += seconds;
        }
        moved(cell, timing, client, reading);
    }

    /** Least: what it told of. Most: at the highest rate that it told, for as long as it may have gone on. */
    private static void moved(Cell cell, TrialRecord.Timing timing, List<EngineRunData> client, Reading reading) {
        double bytes = Double.parseDouble(cell.workload().options().getOrDefault("request", "1"));
        List<Round> all = rounds(client.stream());
        double seconds =
                (timing.warmupNanos() + timing.durationNanos()) / NANOS_PER_SECOND + UNTOLD_SECONDS * client.size();
        double fastest = all.stream().mapToDouble(Round::meanNanos).min().orElseThrow();
        double told = (double) all.size() * TRANSACTIONS;
        for (Side side : Side.values()) {
            reading.received(side, told * bytes);
            reading.sent(side, Math.max(told, seconds * NANOS_PER_SECOND / fastest) * bytes);
        }
    }

    private static List<Round> rounds(Stream<EngineRunData> runs) {
        return runs.flatMap(run -> EthrLines.rounds(run.out()).stream())
                .filter(round -> round.meanNanos() > 0)
                .toList();
    }
}
