package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.analysis.verdict.Labels;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.Journal;
import dev.tare.controller.archive.JournalLine.TrialLine;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabAddresses;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lab as somebody makes it without Ansible: certificates by {@code tare pki}, an agent started by hand on each host, a lab
 * file that was written. All certificates are replaced in mid-trial, and nothing of the campaign is lost; a host's wall clock is set in
 * mid-trial, and is told.
 */
final class OwnAgentsIT {

    private static final Duration LIMIT = Duration.ofSeconds(150);

    /** The lab's own agents have the usual one. */
    private static final int PORT = LabAddresses.AGENT_PORT + 10;

    private static final String CERTIFICATES = """
            schemaVersion: 1
            name: own-agents
            seed: 7
            repetitions: 2
            duration: 8s
            warmup: 1s
            interval: 100ms
            factors:
              runtime: [native, runc]
              network: [bridge]
              workload: [tcp-stream]
            """;

    private static final String ONE_WAY = """
            schemaVersion: 1
            name: wall-clock
            repetitions: 1
            duration: 4s
            warmup: 1s
            factors:
              runtime: [native]
              network: [bridge]
              workload: [udp-owd]
            """;

    /** By so many seconds the client's wall clock is set. */
    private static final int STEP_SECONDS = 2 * 3600;

    /** Much more than clocks and paths are asked with before a trial. */
    private static final long DATAGRAMS_BYTES = 100_000;

    @TempDir
    private Path directory;

    private final Map<Side, Process> agents = new EnumMap<>(Side.class);
    private Path pki;
    private RealTare tare;

    @BeforeEach
    void certify() throws Exception {
        pki = directory.resolve("pki");
        tare = new RealTare(directory);
        tare.run("pki", "init", pki.toString());
        for (Side side : Side.values()) {
            tare.run("pki", "issue", pki.toString(), side.word() + "=" + LabAddresses.management(number(side)));
        }
    }

    @Test
    void certificatesAndAWallClockChangeInMidTrialAndNothingIsLost() throws Exception {
        setWallClock(0);
        try (RealLab lab = new RealLab(tare)) {
            try {
                for (Side side : Side.values()) {
                    agents.put(side, agent(lab, side));
                }
                for (Side side : Side.values()) {
                    await("the agent " + side.word(), () -> said(side).contains("listens on"));
                }
                Path file = labFile();
                RealTare inside = new RealTare(Files.createDirectory(directory.resolve("inside")), lab.management());
                replacesCertificatesInMidTrial(inside, file);
                setsAWallClockInMidTrial(inside, file, lab);
            } finally {
                for (Process agent : agents.values()) {
                    agent.children().forEach(ProcessHandle::destroy);
                    assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
                }
            }
        }
    }

    private void replacesCertificatesInMidTrial(RealTare inside, Path file) throws Exception {
        Path archive = directory.resolve("archive");
        Path plan = Files.writeString(directory.resolve("plan.yaml"), CERTIFICATES);
        RealTare.Running run = inside.start(
                "run", plan.toString(), "--lab", file.toString(), "--out", archive.toString(), "--no-install");
        try {
            rotate(run);
            assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);
        } finally {
            run.killTree();
        }

        assertThat(trials())
                .as(run.words() + said(Side.CLIENT) + said(Side.SERVER))
                .hasSize(4)
                .allMatch(trial -> trial.status() == TrialStatus.COMPLETED);
        for (ArchivedTrial trial : Archive.open(archive).trials()) {
            for (Side side : Side.values()) {
                assertNothingLost(Objects.requireNonNull(trial.side(side)));
            }
        }
        assertThat(archive.resolve("report.html")).isNotEmptyFile();

        // a new connection, by the new certificates of both ends
        inside.run("hosts", "--lab", file.toString());
        for (Side side : Side.values()) {
            assertThat(said(side)).contains("certificates were replaced: CN=" + side.word());
        }
    }

    /** One that is injected into the client's agent; the kernel's stamps of packets stay by the machine's. */
    private void setsAWallClockInMidTrial(RealTare inside, Path file, RealLab lab) throws Exception {
        Path archive = directory.resolve("stepped");
        Path plan = Files.writeString(directory.resolve("stepped.yaml"), ONE_WAY);
        RealTare.Running run = inside.start(
                "run", plan.toString(), "--lab", file.toString(), "--out", archive.toString(), "--no-install");
        try {
            long already = lab.dataBytes(Side.CLIENT);
            await("datagrams", () -> {
                assertThat(run.process().isAlive()).as(run.words()).isTrue();
                return lab.dataBytes(Side.CLIENT) - already > DATAGRAMS_BYTES;
            });
            setWallClock(STEP_SECONDS);
            assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);
        } finally {
            run.killTree();
        }

        ArchivedTrial trial = Archive.open(archive).trials().getFirst();
        assertThat(trial.trialRecord().status()).as(run.words()).isEqualTo(TrialStatus.COMPLETED);
        Verdict verdict = trial.trialRecord().verdict();
        Soundness.check(run.words(), verdict);
        assertThat(verdict.labels()).contains(Labels.NO_ONE_WAY_DELAY);
        assertThat(verdict.reasons())
                .anyMatch(it ->
                        it.contains("the client's wall clock was set by +72") && it.contains("durations are right"))
                .anyMatch(it -> it.startsWith("no one-way delay is told: the client's wall clock was set"))
                .noneMatch(it -> it.contains("the server's wall clock"));
        for (Side side : Side.values()) {
            SideData data = Objects.requireNonNull(trial.side(side));
            assertThat(Objects.requireNonNull(data.done()).droppedIntervals()).isZero();
            assertThat(data.window().stream()
                            .mapToLong(IntervalData::lengthNanos)
                            .sum())
                    .as("the window's length, which two hours more would be lost in")
                    .isBetween(
                            Duration.ofSeconds(2).toNanos(),
                            Duration.ofMinutes(1).toNanos());
        }
        Evidence evidence = Judge.evidence(trial, Surroundings.of(Archive.open(archive)));
        assertThat(TrialNumbers.of(evidence).values().keySet())
                .contains("delay_variation_to_server_ns.p50")
                .noneMatch(it -> it.startsWith("one_way_to_"));
    }

    private void setWallClock(int aheadSeconds) throws IOException {
        Path next = Files.writeString(directory.resolve("wall.next"), "+" + aheadSeconds + "\n");
        Files.move(next, wallClock(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path wallClock() {
        return directory.resolve("wall");
    }

    /** What gives a program a wall clock that can be set, by the library libfaketime; its monotonic one is the kernel's. */
    private List<String> settable() {
        return List.of(
                "env",
                // the loader finds the machine's own directory of libraries
                "LD_PRELOAD=/usr/$LIB/faketime/libfaketimeMT.so.1",
                "FAKETIME_TIMESTAMP_FILE=" + wallClock(),
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                // the JVM waits by the monotonic clock, which the library would take for the other
                "FAKETIME_FORCE_MONOTONIC_FIX=0");
    }

    private void rotate(RealTare.Running run) throws Exception {
        await("two probes", () -> {
            assertThat(run.process().isAlive()).as(run.words()).isTrue();
            return agents.values().stream().allMatch(OwnAgentsIT::hasProbe);
        });
        for (String name : List.of("client", "server", "controller")) {
            tare.run("pki", "rotate", pki.toString(), name);
        }
        // the last trial is still to be over
        assertThat(trials()).as(run.words()).hasSizeLessThan(4);
    }

    private List<TrialLine> trials() throws IOException {
        Path journal = directory.resolve("archive/journal.ndjson");
        return Files.exists(journal) && Files.size(journal) > 0
                ? List.copyOf(Journal.read(journal).trials().values())
                : List.of();
    }

    private static void assertNothingLost(SideData side) {
        DoneData done = Objects.requireNonNull(side.done());
        assertThat(done.droppedIntervals()).isZero();
        assertThat(side.intervals())
                .extracting(IntervalData::index)
                .containsExactlyElementsOf(
                        IntStream.range(0, side.intervals().size()).boxed().toList());
        assertThat(side.window().stream().mapToLong(IntervalData::lengthNanos).sum())
                .isGreaterThan(Duration.ofSeconds(5).toNanos());
    }

    private static boolean hasProbe(Process agent) {
        return agent.descendants().map(RealLab::commandLine).anyMatch(line -> line.contains("dev.tare.probe.Main"));
    }

    private Process agent(RealLab lab, Side side) throws IOException {
        Installation installation = Installation.onThisClassPath(TareLauncher.TOP);
        List<String> words = new ArrayList<>(lab.host(side));
        if (side == Side.CLIENT) {
            words.addAll(settable());
        }
        words.addAll(List.of(
                installation.java().toString(),
                "@" + installation.agentArguments(),
                "-cp",
                installation.agentClasses() + "/*",
                "dev.tare.agent.Main"));
        words.addAll(List.of("--name", side.word()));
        words.addAll(List.of("--listen", LabAddresses.management(number(side)) + ":" + PORT));
        words.addAll(List.of("--bundle", installation.bundle().toString()));
        words.addAll(
                List.of("--state", directory.resolve("state-" + side.word()).toString()));
        words.addAll(List.of("--ca", pki.resolve("ca.pem").toString()));
        words.addAll(List.of("--certificate", pki.resolve(side.word() + ".pem").toString()));
        words.addAll(List.of("--key", pki.resolve(side.word() + ".key").toString()));
        words.addAll(List.of("--crl", pki.resolve("crl.pem").toString()));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log(side).toFile())
                .start();
    }

    private Path labFile() throws IOException {
        StringBuilder text = new StringBuilder("schemaVersion: 1\nname: by-hand\nhosts:\n");
        for (Side side : Side.values()) {
            int number = number(side);
            text.append("  %s:\n    agent: %s:%d\n".formatted(side.word(), LabAddresses.management(number), PORT));
            text.append("    data:\n      interface: %s\n".formatted(LabAddresses.DATA_DEVICE));
            text.append("      address: %s\n".formatted(LabAddresses.cidr(LabAddresses.data(number))));
            text.append("      runtimeAddress: %s\n".formatted(LabAddresses.cidr(LabAddresses.runtime(number))));
        }
        text.append("link: {rate: unlimited}\ntls:\n");
        text.append("  ca: %s\n".formatted(pki.resolve("ca.pem")));
        text.append("  certificate: %s\n".formatted(pki.resolve("controller.pem")));
        text.append("  key: %s\n".formatted(pki.resolve("controller.key")));
        text.append("  crl: %s\n".formatted(pki.resolve("crl.pem")));
        return Files.writeString(directory.resolve("lab.yaml"), text);
    }

    /** As the hosts of a lab are numbered. */
    private static int number(Side side) {
        return side == Side.CLIENT ? 1 : 2;
    }

    private Path log(Side side) {
        return directory.resolve("agent-" + side.word() + ".log");
    }

    private String said(Side side) throws IOException {
        return Files.readString(log(side));
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long endNanos = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime())
                    .as("no %s after %s: %s%s", what, LIMIT, said(Side.CLIENT), said(Side.SERVER))
                    .isLessThan(endNanos);
            Thread.sleep(100);
        }
    }
}
