package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.Journal;
import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.archive.JournalLine.TrialLine;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A plan that the real program runs in a real lab, into one archive; and what can be seen of it from outside. */
final class RealCampaign {

    static final Duration LIMIT = Duration.ofSeconds(150);

    /** Whatever was killed, so much later nothing of it is left: three times what it may take where nobody else is busy. */
    static final Duration CLEAN_LIMIT = Duration.ofSeconds(45);

    private static final Duration TRAFFIC_LIMIT = Duration.ofSeconds(30);

    /** Of a trial, in the names of all that it makes. */
    private static final Pattern TAG = Pattern.compile("tare[-/]?[0-9a-f]{8}");

    private final RealTare tare;
    private final RealLab lab;
    private final Path plan;
    private final Path archive;
    private final SortedSet<String> before;
    private final SortedSet<String> allowed;

    RealCampaign(RealTare tare, RealLab lab, Path directory, String plan) throws IOException {
        this.tare = tare;
        this.lab = lab;
        this.plan = Files.writeString(directory.resolve("plan.yaml"), plan);
        this.archive = directory.resolve("archive");
        this.before = lab.traces();
        this.allowed = new TreeSet<>(before);
    }

    /**
     * Runs a plan of the same runtimes to its end: what it leaves belongs to the agents, as the daemons that they keep, and may
     * be there from now on.
     */
    void settle(String shortPlan) throws Exception {
        Path file = Files.writeString(plan.resolveSibling("settle.yaml"), shortPlan);
        Path out = archive.resolveSibling("settled");
        RealTare.Running run = tare.start(
                "run", file.toString(), "--lab", lab.file().toString(), "--out", out.toString(), "--no-install");
        assertThat(run.exit(LIMIT.multipliedBy(4))).as(run.words()).isIn(0, 4);
        // what a trial leaves that failed, or is told to have left, is no daemon
        assertThat(Archive.open(out).trials()).allSatisfy(trial -> {
            assertThat(trial.trialRecord().status()).as(run.words()).isEqualTo(TrialStatus.COMPLETED);
            Soundness.check(run.words(), trial.trialRecord().verdict());
        });
        allowed.addAll(lab.traces());
    }

    Path archive() {
        return archive;
    }

    RealTare.Running start() throws IOException {
        return tare.start(
                "run", plan.toString(), "--lab", lab.file().toString(), "--out", archive.toString(), "--no-install");
    }

    RealTare.Running resume() throws IOException {
        return tare.start(
                "run", "--resume", archive.toString(), "--lab", lab.file().toString(), "--no-install");
    }

    /** Trials that are finished, in order; a line that was being written is not there yet. */
    List<TrialLine> journal() throws IOException {
        Path file = archive.resolve("journal.ndjson");
        if (!Files.exists(file) || Files.size(file) == 0) {
            return List.of();
        }
        return Journal.read(file).lines().stream()
                .filter(TrialLine.class::isInstance)
                .map(JournalLine.TrialLine.class::cast)
                .toList();
    }

    List<ProcessHandle> probes() throws IOException {
        return lab.processes("dev.tare.probe.Main", "/jre/bin/java");
    }

    /** Both probes live. */
    void awaitProbes(RealTare.Running run) throws Exception {
        await("two probes", LIMIT, () -> {
            assertThat(run.process().isAlive()).as(run.words()).isTrue();
            return probes().size() >= 2;
        });
    }

    /** From now on this much goes through the client's data device, so that a trial's traffic is under way. */
    void awaitTraffic(RealTare.Running run, long bytes) throws Exception {
        long already = lab.dataBytes(Side.CLIENT);
        await("traffic", TRAFFIC_LIMIT, () -> {
            assertThat(run.process().isAlive()).as(run.words()).isTrue();
            return lab.dataBytes(Side.CLIENT) - already > bytes;
        });
    }

    /** Says how long it took, for whoever reads what a check says. */
    void awaitClean() throws Exception {
        awaitClean(System.nanoTime(), now -> allowed.containsAll(now));
    }

    /** Returns when nothing is left of the trial that was under way, whether another one has begun or not. */
    void kill(ProcessHandle victim) throws Exception {
        SortedSet<String> ofTheTrial = lab.traces();
        ofTheTrial.removeAll(before);
        ofTheTrial.removeIf(trace -> !TAG.matcher(trace).find());
        assertThat(ofTheTrial).as("what is there of the trial").isNotEmpty();
        long begunNanos = System.nanoTime();
        victim.destroyForcibly();
        awaitClean(begunNanos, now -> Collections.disjoint(now, ofTheTrial));
    }

    private void awaitClean(long begunNanos, Predicate<SortedSet<String>> clean) throws Exception {
        await("a clean lab", CLEAN_LIMIT, () -> {
            SortedSet<String> now = look();
            return now.containsAll(before) && clean.test(now);
        });
        System.out.printf(Locale.ROOT, "clean after %.1f s%n", (System.nanoTime() - begunNanos) / 1e9);
    }

    /** None while an agent is being started again, or ended just when it was looked at. */
    private SortedSet<String> look() {
        try {
            return lab.traces();
        } catch (NoSuchElementException | IOException | UncheckedIOException _) {
            return new TreeSet<>();
        }
    }

    void await(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long endNanos = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > endNanos) {
                throw new AssertionError(
                        "no " + what + " after " + limit + "; allowed: " + allowed + ", now: " + look() + lab.logs());
            }
            Thread.sleep(100);
        }
    }
}
