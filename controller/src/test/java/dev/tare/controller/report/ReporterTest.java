package dev.tare.controller.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tare.common.catalog.Catalog;
import dev.tare.controller.analysis.summary.RatioMeaning;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.analysis.verdict.Labels;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReporterTest {

    private static final String HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

    @TempDir
    private Path root;

    @Test
    void theSameArchiveGivesTheSameBytes() throws IOException {
        SyntheticArchive.demo(root, 2);
        Reporter.write(root);
        Map<String, String> first = derived();
        Reporter.write(root);
        assertThat(derived()).isEqualTo(first).containsKeys("report.html", "summary.json", "cells.csv");
    }

    /** A probe that only counts is somebody else who did the same work, as an engine is. */
    @Test
    void whoDidTheSameWorkStandsBesideTheProbe() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        for (int block = 1; block <= 3; block++) {
            archive.add(new SyntheticTrial(new Trial(block, 1, recording("every")), 9_000, block));
            archive.add(new SyntheticTrial(new Trial(block, 2, recording("none")), 10_000, block));
        }
        Reporter.write(root);
        assertThat(report()).contains("The probe beside other generators").contains("builtin with record none");
        List<String> lines = Files.readAllLines(root.resolve("tables").resolve("generators.csv"));
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .startsWith(
                        "native,host,,unlimited,client,tcp-rr,defaults,builtin with record none,,transactions_per_second,3,VALID,");
    }

    @Test
    void whereNobodyElseDidItThereIsNoSuchTable() throws IOException {
        SyntheticArchive.demo(root, 2);
        Reporter.write(root);
        assertThat(report()).doesNotContain("The probe beside other generators");
        assertThat(root.resolve("tables").resolve("generators.csv")).doesNotExist();
    }

    private static Cell recording(String record) {
        Cell plain = SyntheticArchive.cell("native", "host", "tcp-rr", "unlimited");
        Map<String, String> options = new TreeMap<>();
        Catalog.find(Catalog.workloads(), "tcp-rr")
                .orElseThrow()
                .options()
                .forEach(option -> options.put(option.name(), option.defaultValue()));
        options.put("record", record);
        return new Cell(
                "tcp-rr-" + record,
                plain.runtime(),
                plain.network(),
                plain.tuning(),
                Chosen.of("tcp-rr", options),
                plain.engine(),
                plain.side(),
                plain.link(),
                plain.linkBitsPerSecond(),
                plain.pair());
    }

    @Test
    void theSummaryKeepsItsSchema() throws IOException {
        SyntheticArchive.demo(root, 2);
        Reporter.write(root);
        assertThat(schemaErrors()).isEmpty();
    }

    @Test
    void howTrafficWasScheduledIsInTheSummaryAndInTheReport() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        SyntheticTrial first = trial(1, 1e9);
        first.scheduling = "SCHED_FIFO 1";
        archive.add(first);
        Summary summary = Reporter.write(root);
        assertThat(summary.cells().getFirst().scheduling())
                .containsEntry("client", List.of("SCHED_FIFO 1 on CPUs 0"))
                .containsEntry("server", List.of("SCHED_FIFO 1 on CPUs 1"));
        assertThat(report()).contains("SCHED_FIFO 1 on CPUs 0");
        assertThat(schemaErrors()).isEmpty();
    }

    @Test
    void everyLabelHasItsPlaceInTheSchemaAndInTheReport() throws Exception {
        SyntheticArchive.empty(root);
        Reporter.write(root);
        JsonNode cell = ArchiveJson.line()
                .readTree(schemaFile().toFile())
                .findPath("limited_by")
                .path("enum");
        JsonNode names = ArchiveJson.line()
                .readTree(schemaFile().toFile())
                .findPath("propertyNames")
                .path("enum");
        for (Field constant : Labels.class.getFields()) {
            String label = (String) constant.get(null);
            assertThat(names).extracting(JsonNode::asText).contains(label);
            assertThat(report()).contains("<li>" + label + ": ");
            if (label.endsWith("-limited") && !label.equals(Labels.LOAD_WIRE_LIMITED)) {
                assertThat(cell).extracting(JsonNode::asText).contains(label);
            }
        }
    }

    @Test
    void wireLimitedCellsAreNeverCalledACost() throws IOException {
        SyntheticArchive.demo(root, 2);
        Summary summary = Reporter.write(root);
        Summary.CellSummary runc = cell(summary, "runc-host-tcp-stream-10ge");
        assertThat(runc.limitedBy()).isEqualTo("wire-limited");
        assertThat(runc.metrics().values())
                .extracting(Summary.MetricSummary::ratioToNative)
                .filteredOn(Objects::nonNull)
                .extracting(Summary.RatioSummary::meaning)
                .contains(RatioMeaning.NOT_A_COST);
        assertThat(report()).contains("which says nothing about what they cost");
    }

    @Test
    void twoPairsAreNotTakenForAnAnswer() throws IOException {
        SyntheticArchive.demo(root, 2);
        Reporter.write(root);
        assertThat(report()).contains("two pairs only").doesNotContain("no difference shown");
        SyntheticArchive.demo(root.resolve("more"), 6);
        Reporter.write(root.resolve("more"));
        assertThat(Files.readString(new ArchiveLayout(root.resolve("more")).report()))
                .doesNotContain("pairs only");
    }

    /** Start-up is known of every trial, and drawn where it is the result. */
    @Test
    void aWorkloadThatIsNoRateIsReportedAsAnyOther() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        int order = 1;
        for (int block = 1; block <= 3; block++) {
            for (String runtime : List.of("native", "runc")) {
                archive.add(new SyntheticTrial(
                        new Trial(block, order++, SyntheticArchive.cell(runtime, "host", "startup", "unlimited")),
                        20,
                        order));
            }
        }
        Summary summary = Reporter.write(root);
        Summary.CellSummary runc = cell(summary, "runc-host-startup-unlimited");
        assertThat(runc.counts().valid()).isEqualTo(3);
        Summary.MetricSummary start = Objects.requireNonNull(runc.metrics().get("start_up_ns"));
        assertThat(start.values()).containsExactly(250e6, 250e6, 250e6);
        assertThat(Objects.requireNonNull(start.ratioToNative()).ratio()).isEqualTo(1);
        assertThat(runc.metrics()).doesNotContainKey("transactions_per_second");
        assertThat(report())
                .contains("start-up time relative to native: host network: runc 1.000")
                .contains("Start-up, to the probe&#x27;s first word, ms");
        assertThat(derived().get("cells.csv")).contains("startup").contains("start_up_ns");
        assertThat(schemaErrors()).isEmpty();
    }

    @Test
    void whatThePlanSetIsNotCompared() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        for (int block = 1; block <= 3; block++) {
            for (String runtime : List.of("native", "runc", "gvisor:systrap")) {
                Cell cell = SyntheticArchive.cell(
                        SyntheticArchive.cell(runtime, "bridge", "tcp-rr", "unlimited"),
                        "client",
                        Map.of("rate", "2000", "arrivals", "fixed"));
                archive.add(new SyntheticTrial(
                        new Trial(block, runtime.length(), cell),
                        runtime.startsWith("gvisor") ? 1600 : 2000,
                        block * 7L + runtime.length()));
            }
        }
        Reporter.write(root);
        assertThat(report())
                .contains(
                        "cp-rr, rate 2000 on the unlimited link, latency relative to native: bridge network: runc p50 ")
                .containsPattern("gvisor \\(systrap\\) reaches (79|80)\\.[0-9]% of the rate")
                .doesNotContain("transaction rate relative to native");
        assertThat(schemaErrors()).isEmpty();
    }

    /** A tunnel's packets carry less than those beside them in the same figure. */
    @Test
    void eachRowHasTheCeilingOfItsOwnPackets() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        int order = 1;
        for (String network : List.of("host", "overlay")) {
            archive.add(new SyntheticTrial(
                    new Trial(1, order++, SyntheticArchive.cell("native", network, "tcp-stream", "10GE")), 1e9, 1));
        }
        Reporter.write(root);
        assertThat(report())
                .contains("\"network\":\"host\",\"ceiling\":1122.")
                .contains("\"network\":\"overlay\",\"ceiling\":1083.");
    }

    @Test
    void nativeOnAnotherNetworkIsNamed() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        nativeAndRunc(archive, "host", "bridge", true);
        Summary summary = Reporter.write(root);
        Summary.MetricSummary goodput = Objects.requireNonNull(
                cell(summary, "runc-bridge-tcp-stream-unlimited").metrics().get("goodput_bytes_per_second"));
        assertThat(Objects.requireNonNull(goodput.ratioToNative()).referenceNetwork())
                .isEqualTo("host");
        assertThat(report())
                .contains("(native on the host network)")
                .contains("against native on the host network")
                .contains(", to native on the host network");
    }

    @Test
    void eachNetworkHasALineOfItsOwn() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        nativeAndRunc(archive, "host", "host", true);
        nativeAndRunc(archive, "bridge", "bridge", true);
        Reporter.write(root);
        assertThat(report())
                .contains("goodput relative to native:<ul><li>host network: runc ")
                .contains("<li>bridge network: runc ");
    }

    /** Native was measured there, and came to nothing: the host's network is another question. */
    @Test
    void whereNativeHasNoValidTrialNothingIsCompared() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        nativeAndRunc(archive, "host", "host", true);
        nativeAndRunc(archive, "bridge", "bridge", false);
        Summary summary = Reporter.write(root);
        Summary.MetricSummary goodput = Objects.requireNonNull(
                cell(summary, "runc-bridge-tcp-stream-unlimited").metrics().get("goodput_bytes_per_second"));
        assertThat(goodput.ratioToNative()).isNull();
        assertThat(goodput.noRatio()).isEqualTo("native has no VALID trial on the bridge network");
        assertThat(report())
                .contains(
                        "runc on the bridge network is compared with nothing: native has no VALID trial on the bridge");
        assertThat(schemaErrors()).isEmpty();
    }

    /** A plan may have several workloads of streams: the sentence is of one. */
    @Test
    void theHeadlineNamesItsWorkloadAndWhatIsCounted() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        for (int block = 1; block <= 3; block++) {
            int order = 1;
            for (String streams : List.of("4", "8")) {
                for (String runtime : List.of("native", "runc")) {
                    Cell cell = SyntheticArchive.cell(
                            SyntheticArchive.cell(runtime, "host", "tcp-stream", "unlimited"),
                            "client",
                            Map.of("streams", streams));
                    archive.add(new SyntheticTrial(
                            new Trial(block, order++, cell), runtime.equals("runc") ? 4.2e9 : 4.4e9, block));
                }
            }
        }
        assertThat(Reporter.conclusion(root))
                .startsWith("Relative to native, with tcp-stream, streams 4 on the unlimited link (host network), the"
                        + " goodput of runc is 0.95");
    }

    private static void nativeAndRunc(
            SyntheticArchive archive, String nativeNetwork, String runcNetwork, boolean nativeIsValid)
            throws IOException {
        for (int block = 1; block <= 3; block++) {
            SyntheticTrial plain = new SyntheticTrial(
                    new Trial(
                            block,
                            nativeNetwork.length(),
                            SyntheticArchive.cell("native", nativeNetwork, "tcp-stream", "unlimited")),
                    4.4e9,
                    block);
            plain.serverDone = nativeIsValid;
            archive.add(plain);
            archive.add(new SyntheticTrial(
                    new Trial(
                            block,
                            10 + runcNetwork.length(),
                            SyntheticArchive.cell("runc", runcNetwork, "tcp-stream", "unlimited")),
                    4.2e9,
                    block));
        }
    }

    @Test
    void textOfHostsIsNeverMarkup() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        SyntheticTrial it = trial(1, 4.4e9);
        it.stderr = HOSTILE;
        it.leaks = List.of("link " + HOSTILE);
        archive.add(it);
        SyntheticTrial away = new SyntheticTrial(
                new Trial(1, 2, SyntheticArchive.cell("runc", "host", "tcp-stream", "unlimited")), 1, 1);
        away.status = TrialStatus.UNAVAILABLE;
        away.failure = HOSTILE;
        away.remedy = HOSTILE;
        archive.add(away);
        Files.writeString(
                new ArchiveLayout(root).environment("client"),
                ArchiveJson.page().writeValueAsString(SyntheticArchive.host("client", HOSTILE)));
        Reporter.write(root);
        assertThat(report())
                .doesNotContain("alert(1)</script>")
                .doesNotContain("<img")
                .contains("&lt;img src=x onerror=alert(2)&gt;")
                .contains("script-src &#x27;sha256-");
        assertThat(report().split("<script", -1)).as("the data, D3 and ours").hasSize(4);
    }

    @Test
    void oneRepetitionHasNoInterval() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        archive.add(trial(1, 4.4e9));
        Summary summary = Reporter.write(root);
        Summary.MetricSummary goodput =
                Objects.requireNonNull(summary.cells().getFirst().metrics().get("goodput_bytes_per_second"));
        assertThat(goodput.n()).isEqualTo(1);
        assertThat(goodput.sd()).isNull();
        assertThat(goodput.ci95()).isNull();
        assertThat(schemaErrors()).isEmpty();
    }

    @Test
    void whereNothingIsValidNothingIsSaid() throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        for (int block = 1; block <= 2; block++) {
            SyntheticTrial it = trial(block, 4.4e9);
            it.serverDone = false;
            archive.add(it);
        }
        Summary summary = Reporter.write(root);
        assertThat(summary.run().counts().invalid()).isEqualTo(2);
        assertThat(summary.cells().getFirst().metrics()).isEmpty();
        assertThat(report()).contains("No trial is VALID").contains("last word is missing");
        assertThat(schemaErrors()).isEmpty();
    }

    @Test
    void anEmptyCampaignHasAReport() throws IOException {
        SyntheticArchive.empty(root);
        Summary summary = Reporter.write(root);
        assertThat(summary.cells()).isEmpty();
        assertThat(report()).contains("Nothing was measured");
        assertThat(schemaErrors()).isEmpty();
    }

    @Test
    void unavailableCellsKeepTheirReason() throws IOException {
        SyntheticArchive.demo(root, 2);
        Summary.CellSummary cell = cell(Reporter.write(root), "gvisor-kvm-bridge-tcp-rr-10ge");
        assertThat(cell.status()).isEqualTo("unavailable");
        assertThat(cell.reason()).contains("did not start a sandbox");
        assertThat(cell.counts()).isEqualTo(new Summary.Counts(0, 0, 0));
        assertThat(report()).contains("Cells that could not be measured here");
    }

    @Test
    void whatRanUnderEmulationIsMarkedAndComparedWithNothing() throws IOException {
        SyntheticArchive archive = SyntheticArchive.demo(root, 2);
        for (int block = 1; block <= 2; block++) {
            SyntheticTrial guest = new SyntheticTrial(
                    new Trial(block, 40, SyntheticArchive.cell("kvm", "bridge", "tcp-stream", "unlimited")),
                    1e8,
                    block);
            guest.emulated = true;
            archive.add(guest);
        }
        Summary.CellSummary cell = cell(Reporter.write(root), "kvm-bridge-tcp-stream-unlimited");
        assertThat(cell.emulated()).isTrue();
        assertThat(cell.counts().valid()).isEqualTo(2);
        assertThat(cell.metrics().values())
                .extracting(Summary.MetricSummary::ratioToNative)
                .containsOnlyNulls();
        assertThat(report()).contains("kvm (emulated)").contains("compared with nothing");
        assertThat(schemaErrors()).isEmpty();
    }

    @Test
    void publishedNumbersStandBesideOursWhereThePlanAsksTheSame() throws IOException {
        SyntheticArchive.demo(root, 2);
        Reporter.write(root);
        assertThat(report()).contains("Kovács").contains("1\u202f122.2 ± 0.632");
    }

    @Test
    void tablesHaveTheirHeaders() throws IOException {
        SyntheticArchive.demo(root, 1);
        Reporter.write(root);
        Map<String, String> files = derived();
        assertThat(files.get("cells.csv")).startsWith("cell,runtime,runtime_options,network,tuning,workload,");
        assertThat(files.get("trials.csv"))
                .startsWith("trial,block,order,cell,started_at,status,verdict,labels,reasons,metric,value");
        assertThat(files.get("intervals.csv"))
                .startsWith("trial,cell,measured,middle_seconds,length_seconds,per_second");
        assertThat(files.get("latency.csv")).startsWith("cell,runtime,network,link,percentile,latency_ns,count,metric");
        assertThat(files.get("claims.csv"))
                .startsWith("claims,label,metric,published_mean,published_sd,published_ratio,cell,n,mean,sd,ratio,")
                .contains(
                        "\nkovacs2017-figure9,native,goodput_bytes_per_second,1.1767119872E9,662700.032,1.0,native-host-")
                .contains("\nkovacs2017-figure9,Docker,goodput_bytes_per_second,1.176502272E9,493879.296,0.99982");
        assertThat(files.get("cpu.csv")).startsWith("trial,cell,side,cpus,busy_ns,");
    }

    @Test
    void oneWayDelaysAreToldAndDrawnAsLatenciesAre() throws IOException {
        SyntheticTrial synthetic = new SyntheticTrial(
                new Trial(1, 1, SyntheticArchive.cell("native", "host", "udp-owd", "10GE")), 1000, 1);
        synthetic.toServerNanos = 100_000;
        synthetic.toClientNanos = 70_000;
        synthetic.clockRoundTripNanos = 6_000;
        synthetic.probeBoundNanos = 0;
        Synchrony.Followed sound = new Synchrony.Followed(60, 0, true, 0);
        synthetic.synchrony = new Synchrony(null, Map.of(Side.CLIENT, sound, Side.SERVER, sound), null);
        SyntheticArchive.empty(root).add(synthetic);

        Reporter.write(root);

        assertThat(derived().get("latency.csv"))
                .contains(",one_way_to_server_ns", ",one_way_to_client_ns", ",delay_variation_to_server_ns");
        assertThat(report()).contains("One-way delay to the server, ", "Delay to the client above the least");
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        assertThatThrownBy(() -> Reporter.write(root)).isInstanceOf(NoSuchFileException.class);
    }

    private static SyntheticTrial trial(int block, double perSecond) {
        return new SyntheticTrial(
                new Trial(block, 1, SyntheticArchive.cell("native", "host", "tcp-stream", "unlimited")),
                perSecond,
                block);
    }

    private static Summary.CellSummary cell(Summary summary, String id) {
        return summary.cells().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String report() throws IOException {
        return Files.readString(root.resolve("report.html"));
    }

    private static Path schemaFile() {
        return Stream.of("docs/schema", "../docs/schema")
                .map(folder -> Path.of(folder, "summary.schema.json"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
    }

    private List<?> schemaErrors() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schemaFile()), InputFormat.JSON);
        return schema.validate(Files.readString(root.resolve("summary.json")), InputFormat.JSON);
    }

    private Map<String, String> derived() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path path : List.of(root.resolve("report.html"), root.resolve("summary.json"))) {
            files.put(path.getFileName().toString(), Files.readString(path));
        }
        try (Stream<Path> tables = Files.list(root.resolve("tables"))) {
            for (Path path : tables.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }
}
