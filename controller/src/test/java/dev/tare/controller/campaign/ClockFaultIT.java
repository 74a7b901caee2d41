package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.common.clock.ClockEstimate;
import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.measure.Window;
import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code tare clock}, and a trial, between hosts whose clocks are apart by a known time; one of them stands still for a while,
 * and one does not tell the truth.
 */
final class ClockFaultIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** One host runs since an hour before the other, which says that it has run for forty years. */
    private static final long TRUTH = Duration.ofDays(14_610).minusHours(1).toNanos();

    private static final int CALIBRATIONS = 50;

    private static final String PLAN = """
            schemaVersion: 1
            name: clocks
            repetitions: 1
            duration: 2s
            warmup: 500ms
            factors:
              runtime: [native]
              network: [host]
              workload: [tcp-rr]
              link: [10GE]
            """;

    /** Twice many, and some in between, less what a busy machine loses: a burst may be cut short. */
    private static final int LEAST_EXCHANGES = 20;

    /** Far more than clocks and paths are asked with before a trial, and soon there with small requests. */
    private static final long REQUESTS_BYTES = 200_000;

    private static final String TWO_STORIES = "asked by the client, the server's clock stands";
    private static final String NOT_STRAIGHT = "what the server says to the client of its clock does not fit together";

    @TempDir
    private Path directory;

    @Test
    void theTruthIsWithinEveryBoundAlsoWhenAnAgentIsStopped() throws Exception {
        RealTare tare = new RealTare(directory);
        try (RealLab lab = new RealLab(tare, "--clock-offset", "client=3600s,server=1262304000s")) {
            RealTare.Running idle = clock(tare, lab);
            assertThat(idle.exit(LIMIT)).as(idle.words()).isZero();
            check(idle);

            RealTare.Running stopped = clock(tare, lab);
            awaitFirstLine(stopped);
            signal("-STOP", lab);
            Thread.sleep(Duration.ofSeconds(3));
            signal("-CONT", lab);
            assertThat(stopped.exit(LIMIT)).as(stopped.words()).isZero();
            check(stopped);

            RealCampaign campaign = new RealCampaign(tare, lab, directory, PLAN);
            RealTare.Running run = campaign.start();
            // a busy machine may degrade it
            assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);
            Archive archive = Archive.open(campaign.archive());
            checkTrial(archive);
            checkLies(archive);
            whileAnAgentStandsStill(tare, lab);
        }
    }

    /**
     * Its probe goes on with its own clock, and the counters that its host samples are cumulative: nothing of the window is
     * lost, and the clocks are known as well as before.
     */
    private void whileAnAgentStandsStill(RealTare tare, RealLab lab) throws Exception {
        RealCampaign campaign = new RealCampaign(
                tare,
                lab,
                Files.createDirectory(directory.resolve("stopped")),
                PLAN.replace("duration: 2s", "duration: 10s").replace("warmup: 500ms", "warmup: 3s"));
        RealTare.Running run = campaign.start();
        campaign.awaitProbes(run);
        campaign.awaitTraffic(run, REQUESTS_BYTES);
        // the warm-up takes three seconds of it
        Thread.sleep(Duration.ofSeconds(4));
        signal("-STOP", lab);
        Thread.sleep(Duration.ofSeconds(3));
        signal("-CONT", lab);
        assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);

        Archive archive = Archive.open(campaign.archive());
        ArchivedTrial trial = archive.trials().getFirst();
        assertThat(trial.trialRecord().status()).as("%s", trial.trialRecord()).isEqualTo(TrialStatus.COMPLETED);
        List<Exchange> direct = trial.exchanges().direct();
        assertThat(direct).hasSizeGreaterThan(LEAST_EXCHANGES);
        assertThat(afterTheLongestGap(direct))
                .as("followed on after the standstill")
                .isGreaterThan(1);
        assertThat(Objects.requireNonNull(trial.side(Side.SERVER)).samples())
                .as("samples of the agent that stood still")
                .anyMatch(sample -> sample.endNanos() - sample.startNanos()
                        > Duration.ofSeconds(2).toNanos());
        ClockFit fit = ClockFit.of(direct, ClockTolerance.COMPUTERS).orElseThrow();
        for (Exchange exchange : direct) {
            ClockEstimate estimate = fit.at(exchange.t1());
            assertThat(Math.abs(estimate.offsetNanos() - TRUTH)).isLessThanOrEqualTo(estimate.boundNanos());
        }
        Evidence evidence = Judge.evidence(trial, Surroundings.of(archive));
        for (Side side : Side.values()) {
            Window window = evidence.window(side).orElseThrow();
            // ten seconds, less what a busy machine was away for at its edges; what follows the standstill is there
            assertThat(window.endNanos() - window.startNanos())
                    .isGreaterThan(Duration.ofSeconds(5).toNanos());
            assertThat(window.missing()).isZero();
        }
    }

    /** What a trial found by itself is true, and what it says comes from there. */
    private static void checkTrial(Archive archive) throws Exception {
        ArchivedTrial trial = archive.trials().getFirst();
        assertThat(trial.trialRecord().status()).isEqualTo(TrialStatus.COMPLETED);
        List<Exchange> direct = trial.exchanges().direct();
        ClockFit fit = ClockFit.of(direct, ClockTolerance.COMPUTERS).orElseThrow();
        for (Exchange exchange : direct) {
            ClockEstimate estimate = fit.at(exchange.t1());
            assertThat(Math.abs(estimate.offsetNanos() - TRUTH)).isLessThanOrEqualTo(estimate.boundNanos());
        }
        Synchrony synchrony = Objects.requireNonNull(trial.trialRecord().synchrony());
        Synchrony.Between between = Objects.requireNonNull(synchrony.between());
        assertThat(Objects.requireNonNull(between.direct()).exchanges()).isGreaterThan(LEAST_EXCHANGES);
        assertThat(Objects.requireNonNull(between.direct()).sound()).isTrue();
        assertThat(Objects.requireNonNull(between.comparison()).contradicts()).isFalse();
        if (between.source() == Synchrony.Source.DIRECT) {
            // the start is up to a second away from the instants at which the two ways are compared
            double wandered =
                    ClockTolerance.COMPUTERS.wander() * Duration.ofSeconds(1).toNanos();
            assertThat(Objects.requireNonNull(synchrony.start()).boundNanos())
                    .isLessThanOrEqualTo(between.boundNanos() + Math.round(wandered));
        }
        assertThat(reasons(archive)).noneMatch(it -> it.contains(TWO_STORIES) || it.contains(NOT_STRAIGHT));
    }

    /** The same trial, had the server's agent answered the client's otherwise. */
    private static void checkLies(Archive archive) throws Exception {
        Path folder = archive.trials().getFirst().folder();
        Path file = ArchiveLayout.directClocksIn(folder);
        List<String> honest = Files.readAllLines(file);
        Synchrony.Between between = Objects.requireNonNull(
                Objects.requireNonNull(archive.trials().getFirst().trialRecord().synchrony())
                        .between());
        Synchrony.Comparison comparison = Objects.requireNonNull(between.comparison());
        // more than both bounds explain
        long lie = Duration.ofMillis(3).toNanos()
                + 2 * (comparison.directBoundNanos() + comparison.controllerBoundNanos());

        Files.write(file, answers(honest, line -> lie));
        assertThat(reasons(archive)).anyMatch(it -> it.contains(TWO_STORIES));
        Files.write(file, answers(honest, line -> line % 20 < 10 ? lie : -lie));
        assertThat(reasons(archive)).anyMatch(it -> it.contains(NOT_STRAIGHT));
        Files.write(file, answers(honest, line -> line % 2 == 0 ? -line * lie : line * lie));
        assertThat(reasons(archive)).anyMatch(it -> it.contains(NOT_STRAIGHT));
    }

    private static List<String> answers(List<String> lines, LongUnaryOperator lie) {
        List<String> told = new ArrayList<>(lines.subList(0, 1));
        for (int line = 1; line < lines.size(); line++) {
            String[] words = lines.get(line).split(",", -1);
            words[2] = Long.toString(Long.parseLong(words[2]) + lie.applyAsLong(line));
            words[3] = Long.toString(Long.parseLong(words[3]) + lie.applyAsLong(line));
            told.add(String.join(",", words));
        }
        return told;
    }

    private static List<String> reasons(Archive archive) throws Exception {
        Evidence evidence = Judge.evidence(archive.trials().getFirst(), Surroundings.of(archive));
        Synchrony.Between between = evidence.clocks().between().orElseThrow();
        assertThat(between.boundNanos()).isBetween(1L, Duration.ofSeconds(1).toNanos());
        Verdict verdict = Judge.judge(evidence);
        if (verdict.reasons().stream().anyMatch(it -> it.contains(TWO_STORIES) || it.contains(NOT_STRAIGHT))) {
            assertThat(verdict.level()).isNotEqualTo(Verdict.Level.VALID);
        }
        return verdict.reasons();
    }

    private static RealTare.Running clock(RealTare tare, RealLab lab) throws Exception {
        return tare.start(
                "clock",
                "--json",
                "--count",
                Integer.toString(CALIBRATIONS),
                "--lab",
                lab.file().toString());
    }

    private static void awaitFirstLine(RealTare.Running running) throws Exception {
        while (Files.size(running.out()) == 0 && running.process().isAlive()) {
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    /** Exchanges after that with a pause before the next, as while a trial is followed: the last burst has none. */
    private static long afterTheLongestGap(List<Exchange> exchanges) {
        int longest = IntStream.range(1, exchanges.size())
                .boxed()
                .max(Comparator.comparingLong(
                        at -> exchanges.get(at).t1() - exchanges.get(at - 1).t1()))
                .orElseThrow();
        return IntStream.range(longest + 1, exchanges.size())
                .filter(at -> exchanges.get(at).t1() - exchanges.get(at - 1).t1()
                        > Duration.ofMillis(100).toNanos())
                .count();
    }

    private static void signal(String signal, RealLab lab) throws Exception {
        long agent = lab.agent(Side.SERVER).orElseThrow().pid();
        int exit =
                new ProcessBuilder("kill", signal, Long.toString(agent)).start().waitFor();
        assertThat(exit).isZero();
    }

    private static void check(RealTare.Running running) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(running.out())) {
            lines.add(ArchiveJson.line().readTree(line));
        }
        assertThat(lines).hasSize(CALIBRATIONS);
        for (JsonNode line : lines) {
            assertThat(line.get("from").asText()).isEqualTo("client");
            assertThat(line.get("to").asText()).isEqualTo("server");
            assertThat(Math.abs(line.get("offset_ns").asLong() - TRUTH))
                    .as("error of %s", line)
                    .isLessThanOrEqualTo(line.get("bound_ns").asLong());
            assertThat(line.get("straight").asBoolean()).as("%s", line).isTrue();
            assertThat(line.get("exchanges").asInt()).isPositive();
            assertThat(line.get("delay_min_ns").asLong()).isPositive();
        }
    }
}
