package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.Program;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.engine.EngineReaders;
import dev.tare.controller.engine.EngineResult;
import dev.tare.controller.report.Reporter;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every engine, with every workload that it has, as a real program between the hosts of a real lab: the conformance suite of
 * engines that the distribution has. Then one of each in a container and in a sandbox with a network stack of its own.
 */
final class EnginesIT {

    private static final String HEAD = """
            schemaVersion: 1
            name: engines
            seed: 7
            repetitions: 1
            duration: 2s
            warmup: 1s
            interval: 100ms
            """;

    /** For some twenty trials. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final List<String> NETPERFS_OWN =
            List.of("partial response received", "netperf's server was killed because it did not end in time");
    private static final int ATTEMPTS = 3;

    /** Its engine sends no message of a byte. */
    private static final String SIZED_RR = "{tcp-rr: {request: 64B, response: 64B}}";

    @TempDir
    private Path directory;

    private int campaigns;

    /**
     * What a campaign crosses.
     *
     * @param workloads of each engine, as a plan has them; one's options are no subset of another's, or it could not be excluded alone
     */
    private record Crossed(String runtimes, String network, SortedMap<String, List<String>> workloads) {

        String plan() {
            List<String> all =
                    workloads.values().stream().flatMap(List::stream).distinct().toList();
            StringBuilder exclude = new StringBuilder();
            workloads.forEach((engine, own) -> all.stream()
                    .filter(workload -> !own.contains(workload))
                    .forEach(workload ->
                            exclude.append("  - {engine: %s, workload: %s}\n".formatted(engine, workload))));
            return HEAD + "factors: {runtime: [" + runtimes + "], network: [" + network + "], workload: ["
                    + String.join(", ", all) + "], engine: [" + String.join(", ", workloads.keySet())
                    + "], link: [1GE]}\n" + (exclude.isEmpty() ? "" : "exclude:\n" + exclude);
        }

        /** One of its cells. */
        Crossed only(Cell cell) {
            String name = cell.workload().name();
            List<String> one = workloads.getOrDefault(cell.engine(), List.of()).stream()
                    .filter(workload -> workload.equals(name) || workload.startsWith("{" + name + ":"))
                    .toList();
            return new Crossed(cell.runtime().name(), cell.network().name(), new TreeMap<>(Map.of(cell.engine(), one)));
        }
    }

    /**
     * What came of a campaign.
     *
     * @param repeated ids of cells that another archive has again
     */
    private record Measured(Path archive, Set<String> repeated) {

        boolean counts(String cellId) {
            return !repeated.contains(cellId);
        }
    }

    @Test
    void everyEngineGivesTheNumbersThatItKnows() throws Exception {
        RealTare tare = new RealTare(directory);
        try (RealLab lab = new RealLab(tare)) {
            var before = lab.traces();
            List<JudgedTrial> all = checked(campaign(tare, lab, new Crossed("native", "host", everyWorkload()), 1));
            engines().forEach(engine -> check(engine, all));
            // two runtimes with three, two and two cells each
            assertThat(checked(campaign(tare, lab, new Crossed("runc, gvisor", "bridge", ofEachOne()), 1)))
                    .hasSize(14);
            lab.awaitTraces(before);
        }
    }

    private static List<EngineKind> engines() {
        return Catalog.engines().stream()
                .filter(engine -> engine.name().equals(EngineKind.BUILTIN_IPERF3)
                        || (engine.foreign() && engine.programs().stream().allMatch(Program::isPackaged)))
                .toList();
    }

    private static SortedMap<String, List<String>> everyWorkload() {
        SortedMap<String, List<String>> workloads = new TreeMap<>();
        for (EngineKind engine : engines()) {
            boolean sized = engine.name().equals("sockperf");
            workloads.put(
                    engine.name(),
                    engine.services().stream()
                            .map(service -> workload(service.workload(), sized))
                            .toList());
        }
        return workloads;
    }

    private static String workload(String name, boolean sized) {
        return switch (name) {
            case "tcp-rr" -> sized ? SIZED_RR : "{tcp-rr: {request: 1B, response: 1B}}";
            case "udp-stream" -> "{udp-stream: {rate: 100Mbit}}";
            default -> name;
        };
    }

    private static SortedMap<String, List<String>> ofEachOne() {
        return new TreeMap<>(Map.of(
                "builtin-iperf3",
                List.of("tcp-stream"),
                "iperf3-client",
                List.of("tcp-stream"),
                "iperf3",
                List.of("tcp-stream"),
                "netperf",
                List.of(SIZED_RR),
                "sockperf",
                List.of(SIZED_RR),
                "wrk",
                List.of("http-latency", "{http-bandwidth: {streams: 2}}")));
    }

    /**
     * Runs it, and tells where the archives are. netperf 2.7.0 now and then ends its own TCP_CRR so: the server has said nothing
     * of its result, or holds a connection and never ends. That is told as the failure it is, and that cell tried again.
     */
    private List<Measured> campaign(RealTare tare, RealLab lab, Crossed crossed, int attempt) throws Exception {
        Path archive = once(tare, lab, crossed.plan());
        List<Cell> again = attempt == ATTEMPTS ? List.of() : netperfsOwn(archive);
        List<Measured> measured = new ArrayList<>();
        measured.add(new Measured(archive, again.stream().map(Cell::id).collect(Collectors.toUnmodifiableSet())));
        for (Cell cell : again) {
            measured.addAll(campaign(tare, lab, crossed.only(cell), attempt + 1));
        }
        return measured;
    }

    private static List<Cell> netperfsOwn(Path archive) throws IOException {
        return Archive.open(archive).trials().stream()
                .map(ArchivedTrial::trialRecord)
                .filter(it -> NETPERFS_OWN.stream().anyMatch(String.valueOf(it.failure())::contains))
                .map(it -> it.trial().cell())
                .toList();
    }

    private Path once(RealTare tare, RealLab lab, String text) throws Exception {
        String name = "campaign-" + ++campaigns;
        Path plan = Files.writeString(directory.resolve(name + ".yaml"), text);
        Path archive = directory.resolve(name);
        RealTare.Running run = tare.start(
                "run", plan.toString(), "--lab", lab.file().toString(), "--out", archive.toString(), "--no-install");
        // a loaded machine may make a trial INVALID; what it says is looked at below
        assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);
        return archive;
    }

    private static List<JudgedTrial> checked(List<Measured> all) throws Exception {
        List<JudgedTrial> trials = new ArrayList<>();
        for (Measured each : all) {
            check(each);
            Analysis.of(Archive.open(each.archive())).trials().stream()
                    .filter(trial -> each.counts(trial.cell().id()))
                    .forEach(trials::add);
        }
        return trials;
    }

    private static void check(EngineKind engine, List<JudgedTrial> all) {
        List<JudgedTrial> trials = all.stream()
                .filter(trial -> trial.cell().engine().equals(engine.name()))
                .toList();
        assertThat(trials).hasSize(engine.services().size()).allSatisfy(trial -> {
            String workload = trial.cell().workload().name();
            List<String> wanted = engine.service(workload).orElseThrow().metrics();
            Set<String> told = trial.numbers().values().keySet();
            assertThat(wanted)
                    .as("%s by %s tells %s", workload, engine.name(), told)
                    .allMatch(metric -> told.contains(metric) || told.contains(metric + ".p50"));
            assertThat(told).noneMatch(metric -> metric.startsWith("latency_ns") && !wanted.contains("latency_ns"));
            checkCost(engine.name(), workload, told);
        });
    }

    /** What of these runs twice and ends the first time late is not in the window, and others are where the machine is quick enough. */
    private static void checkCost(String engine, String workload, Set<String> told) {
        boolean late = engine.equals("sockperf") || (engine.equals("netperf") && workload.equals("tcp-crr"));
        if (late) {
            assertThat(told).as(engine).noneMatch(metric -> metric.startsWith("cpu_ns_per"));
        } else if (engine.contains("iperf3")) {
            assertThat(told).as(engine).anyMatch(metric -> metric.startsWith("cpu_ns_per"));
        }
    }

    private static void check(Measured measured) throws Exception {
        Path archive = measured.archive();
        for (ArchivedTrial trial : Archive.open(archive).trials()) {
            if (!measured.counts(trial.trialRecord().trial().cell().id())) {
                continue;
            }
            String engine = trial.trialRecord().trial().cell().engine();
            String what = trial.trialRecord().trial().folder() + ": "
                    + trial.trialRecord().failure() + " "
                    + trial.trialRecord().verdict().reasons();
            assertThat(trial.trialRecord().status()).as(what).isEqualTo(TrialStatus.COMPLETED);
            Soundness.check(what, trial.trialRecord().verdict());
            Map<Side, SideData> data = new EnumMap<>(Side.class);
            for (Side side : sides(engine)) {
                data.put(side, Objects.requireNonNull(trial.side(side)));
                assertThat(data.get(side).engine()).isNotEmpty();
                assertThat(ArchiveLayout.engineIn(trial.folder(), side))
                        .content()
                        .contains("exit status");
            }
            // what is doubted may be true of a slow machine; a problem never is
            assertThat(EngineReaders.result(trial.trialRecord(), data).map(EngineResult::problems))
                    .as(what)
                    .isIn(Optional.empty(), Optional.of(List.of()));
        }
        for (JsonNode cell : summary(archive)) {
            if (!measured.counts(cell.path("id").asText())) {
                continue;
            }
            assertThat(cell.path("status").asText()).isEqualTo("measured");
            assertThat(cell.path("engine_version").asText().isEmpty())
                    .isEqualTo(sides(cell.path("engine").asText()).isEmpty());
        }
        String before = Files.readString(archive.resolve("summary.json"));
        Reporter.write(archive);
        assertThat(archive.resolve("summary.json")).content().isEqualTo(before);
    }

    /** On which it runs a program of its own. */
    private static List<Side> sides(String engine) {
        EngineKind kind = Catalog.find(Catalog.engines(), engine).orElseThrow();
        return Stream.of(Side.values())
                .filter(side -> kind.programAt(side == Side.CLIENT))
                .toList();
    }

    private static JsonNode summary(Path archive) throws Exception {
        return new ObjectMapper()
                .readTree(archive.resolve("summary.json").toFile())
                .path("cells");
    }
}
