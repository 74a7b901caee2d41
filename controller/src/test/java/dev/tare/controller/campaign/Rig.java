package dev.tare.controller.campaign;

import dev.tare.common.tls.TlsFiles;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.Journal;
import dev.tare.controller.archive.JournalLine;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.FakeAgent;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.fleet.TestAuthority;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two fake agents, a lab of them, and a campaign. Its limits are patient, for a machine that is busy with other tests; a test
 * that waits for one makes that one short.
 */
final class Rig implements AutoCloseable {

    static final Duration DURATION = Duration.ofMillis(100);

    final List<FakeAgent> agents = new ArrayList<>();
    final FakeAgent client;
    final FakeAgent server;
    final Path root;
    final List<CampaignEvent> events = new CopyOnWriteArrayList<>();
    final List<Path> finished = new CopyOnWriteArrayList<>();
    Interruption interruption = new Interruption();
    CampaignListener listener = events::add;

    boolean interleaved;

    /** How long agents that somebody holds are waited for. */
    Duration busyLimit = Duration.ofMillis(600);

    /** How long agents that do not answer are waited for. */
    Duration goneLimit = Duration.ofMillis(300);

    Duration prepareLimit = Duration.ofSeconds(20);
    Duration teardownLimit = Duration.ofSeconds(20);
    Duration stopLimit = Duration.ofSeconds(20);

    /** Longer than from one question for a clock to the next, as the standard's is. */
    Duration silence = Duration.ofMillis(700);

    Duration pulseLimit = Duration.ofSeconds(20);
    Duration describeLimit = Duration.ofSeconds(20);
    Duration returnLimit = Duration.ofSeconds(20);

    /** Another one is another lab, with the same agents. */
    Lab lab;

    private int runs;
    private boolean interrupted;

    Rig(Path directory) throws IOException {
        this(directory, true, 2);
    }

    /** @param hosts how many: client, server, host3, host4, … */
    Rig(Path directory, boolean madeByTare, int hosts) throws IOException {
        TestAuthority authority = new TestAuthority(directory.resolve("tls"), "lab");
        TestAuthority.Identity identity = authority.issue("controller");
        SequencedMap<String, Lab.Host> named = new LinkedHashMap<>();
        for (int number = 1; number <= hosts; number++) {
            String data = "10.0.0." + number + "/24";
            FakeAgent agent = new FakeAgent(authority, data);
            agents.add(agent);
            String name = number <= 2 ? Pair.USUAL.hosts().get(number - 1) : "host" + number;
            named.put(name, new Lab.Host(agent.address(), "eth1", data, "10.0.0.10" + number + "/24", null, 7500));
        }
        client = agents.getFirst();
        server = agents.get(1);
        root = directory.resolve("archive");
        lab = new Lab(
                "rig",
                madeByTare,
                named,
                new Lab.Link(10_000_000_000L, 1500),
                new TlsFiles(authority.certificate(), identity.certificate(), identity.key()));
    }

    static Cell cell(String id, String runtime, Map<String, String> options, String network) {
        return new Cell(
                id,
                Chosen.of(runtime, options),
                Chosen.of(network, Map.of()),
                new java.util.TreeMap<>(),
                Chosen.of("tcp-stream", Map.of("block", "131072", "streams", "1", "direction", "upload")),
                "builtin",
                "client",
                "10GE",
                10_000_000_000L,
                Pair.USUAL);
    }

    static Cell between(Pair pair) {
        return between("native-host", pair);
    }

    static Cell between(String name, Pair pair) {
        return new Cell(
                name + "-" + String.join("-", pair.hosts()),
                NATIVE.runtime(),
                NATIVE.network(),
                NATIVE.tuning(),
                NATIVE.workload(),
                NATIVE.engine(),
                NATIVE.side(),
                NATIVE.link(),
                NATIVE.linkBitsPerSecond(),
                pair);
    }

    static Cell withQueue(String queue, long linkBitsPerSecond) {
        return new Cell(
                "native-host-queue-" + linkBitsPerSecond,
                NATIVE.runtime(),
                NATIVE.network(),
                new java.util.TreeMap<>(Map.of("queue", queue)),
                NATIVE.workload(),
                NATIVE.engine(),
                NATIVE.side(),
                linkBitsPerSecond + "",
                linkBitsPerSecond,
                Pair.USUAL);
    }

    static Cell linked(Cell cell, String link, long linkBitsPerSecond) {
        return new Cell(
                cell.id() + "-" + link,
                cell.runtime(),
                cell.network(),
                cell.tuning(),
                cell.workload(),
                cell.engine(),
                cell.side(),
                link,
                linkBitsPerSecond,
                cell.pair());
    }

    static final Cell NATIVE = cell("native-host", "native", Map.of(), "host");
    static final Cell RUNC = cell("runc-bridge", "runc", Map.of(), "bridge");

    /** As many blocks of these cells, in this order. */
    static CampaignInput input(int blocks, Cell... cells) {
        return input(false, blocks, cells);
    }

    static CampaignInput input(boolean sideBySide, int blocks, Cell... cells) {
        List<Trial> trials = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) {
            for (int i = 0; i < cells.length; i++) {
                trials.add(new Trial(block, i + 1, cells[i]));
            }
        }
        return new CampaignInput(
                "rig",
                42,
                "name: rig, " + trials.size() + " trials\n",
                trials,
                Duration.ofMillis(20),
                DURATION,
                Duration.ofMillis(10),
                sideBySide,
                false);
    }

    Outcome run(CampaignInput input) throws IOException, InterruptedException, AgentException {
        return run(input, Destination.fresh(root));
    }

    /** The next run is interrupted before it has begun. */
    void interruptNextRun() {
        interrupted = true;
    }

    Outcome resume(CampaignInput input) throws IOException, InterruptedException, AgentException {
        interruption = new Interruption();
        if (interrupted) {
            interruption.request();
        }
        return run(input, Destination.resumed(root));
    }

    private Outcome run(CampaignInput input, Destination destination)
            throws IOException, InterruptedException, AgentException {
        ControllerClock clock = ControllerClock.startingNow();
        try (Fleet fleet = Fleet.of(lab, clock)) {
            Campaign.Parts parts = new Campaign.Parts(
                    "0.0.1",
                    "tester@rig",
                    fleet,
                    clock,
                    Instant::now,
                    new Random(runs++),
                    interleaved
                            ? settings().waiting(busyLimit).interleaved()
                            : settings().waiting(busyLimit),
                    interruption,
                    hosts -> (trialRecord, folder) -> verdict(trialRecord),
                    finished::add,
                    event -> listener.on(event));
            return new Campaign(input, lab, destination, parts).run();
        }
    }

    private CampaignSettings settings() {
        return new CampaignSettings(
                5,
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ZERO,
                Duration.ofSeconds(2),
                prepareLimit,
                teardownLimit,
                stopLimit,
                silence,
                pulseLimit,
                describeLimit,
                returnLimit,
                goneLimit,
                Duration.ofMillis(600),
                true);
    }

    private static Verdict verdict(TrialRecord trialRecord) {
        return trialRecord.status() == TrialStatus.COMPLETED
                ? new Verdict(Verdict.Level.VALID, List.of(), List.of())
                : new Verdict(Verdict.Level.INVALID, List.of(), List.of("it broke"));
    }

    ArchiveLayout layout() {
        return new ArchiveLayout(root);
    }

    List<JournalLine.TrialLine> journal() throws IOException {
        return Journal.read(layout().journal()).lines().stream()
                .filter(JournalLine.TrialLine.class::isInstance)
                .map(JournalLine.TrialLine.class::cast)
                .toList();
    }

    @Override
    public void close() {
        agents.forEach(FakeAgent::close);
    }
}
