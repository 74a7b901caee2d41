package dev.tare.controller.analysis.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.verdict.Labels;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ratio to native says, by what set the numbers. */
class RatiosTest {

    private static final Map<String, String> IN_FLIGHT = Map.of("request", "1", "response", "1", "inflight", "64");

    @TempDir
    private Path root;

    private SyntheticArchive archive;

    @BeforeEach
    void empty() throws IOException {
        archive = SyntheticArchive.empty(root);
    }

    @Test
    void requestsThatThePeerLimitsAreNoCostAndCpuTimeIs() throws IOException {
        for (String link : List.of("unlimited", "10GE")) {
            three("udp-rr", link, IN_FLIGHT, it -> {
                it.clientBusy = 0.8;
                it.serverBusy = 0.985;
            });
            Summary.CellSummary runc = runc("udp-rr", link);
            assertThat(runc.counts().valid()).isEqualTo(3);
            assertThat(runc.limitedBy()).isEqualTo(Labels.PEER_LIMITED);
            assertThat(meaning(runc, "transactions_per_second")).isEqualTo(RatioMeaning.NOT_A_COST);
            assertThat(meaning(runc, "latency_ns.p50")).isEqualTo(RatioMeaning.NOT_A_COST);
            assertThat(meaning(runc, "cpu_ns_per_transaction.under_test")).isEqualTo(RatioMeaning.COST);
        }
    }

    @Test
    void whatAPeerDoesOnTheSameCpuIsInTheNumber() throws IOException {
        for (String host : List.of("client", "server")) {
            Files.writeString(
                    new ArchiveLayout(root).environment(host),
                    ArchiveJson.page().writeValueAsString(SyntheticArchive.host("client", host)));
        }
        three("tcp-rr", "unlimited", Map.of("request", "1", "response", "1"), it -> it.clientBusy = 0.99);
        Summary.CellSummary runc = runc("tcp-rr", "unlimited");
        assertThat(runc.limitedBy()).isEqualTo(Labels.SHARED_CPU_LIMITED);
        assertThat(meaning(runc, "transactions_per_second")).isEqualTo(RatioMeaning.COST_AT_LEAST);
        assertThat(meaning(runc, "latency_ns.p50")).isEqualTo(RatioMeaning.COST_AT_LEAST);
        assertThat(meaning(runc, "cpu_ns_per_transaction.both")).isEqualTo(RatioMeaning.COST_AT_LEAST);
    }

    @Test
    void aLoadThatFillsTheLinkSetsNoLatency() throws IOException {
        Map<String, String> upload = Map.of("request", "1", "response", "1", "direction", "upload");
        three("tcp-loaded-rr", "10GE", upload, it -> it.loadPerSecond = SyntheticArchive.CEILING * 0.998);
        Summary.CellSummary runc = runc("tcp-loaded-rr", "10GE");
        assertThat(runc.labels()).containsOnlyKeys(Labels.LOAD_WIRE_LIMITED);
        assertThat(runc.limitedBy()).isNull();
        assertThat(meaning(runc, "goodput_bytes_per_second")).isEqualTo(RatioMeaning.NOT_A_COST);
        assertThat(meaning(runc, "transactions_per_second")).isEqualTo(RatioMeaning.COST);
        assertThat(meaning(runc, "latency_ns.p99")).isEqualTo(RatioMeaning.COST);
    }

    @Test
    void aLoadThatThePeerLimitsIsNoCostNorAreTheRequestsBesideIt() throws IOException {
        Map<String, String> upload = Map.of("request", "1", "response", "1", "direction", "upload");
        three("tcp-loaded-rr", "unlimited", upload, it -> {
            it.loadPerSecond = 3e9;
            it.serverBusy = 0.99;
        });
        Summary.CellSummary runc = runc("tcp-loaded-rr", "unlimited");
        assertThat(meaning(runc, "goodput_bytes_per_second")).isEqualTo(RatioMeaning.NOT_A_COST);
        assertThat(meaning(runc, "transactions_per_second")).isEqualTo(RatioMeaning.NOT_A_COST);
    }

    @Test
    void whatIsZeroInABlockAndWhatBelongsToTheMeasurementHaveNoRatio() throws IOException {
        three("tcp-stream", "unlimited", Map.of("direction", "upload"), it -> it.perSecond *= 1e5);
        Summary.CellSummary runc = runc("tcp-stream", "unlimited");
        Summary.MetricSummary retransmitted =
                Objects.requireNonNull(runc.metrics().get("retransmitted_segments"));
        assertThat(retransmitted.ratioToNative()).isNull();
        assertThat(retransmitted.noRatio()).isEqualTo("a block has 0");
        Summary.MetricSummary waiting = Objects.requireNonNull(runc.metrics().get("not_measuring_ns"));
        assertThat(waiting.ratioToNative()).isNull();
        assertThat(waiting.noRatio()).isNull();
        assertThat(meaning(runc, "goodput_bytes_per_second")).isEqualTo(RatioMeaning.COST);
    }

    @Test
    void atARateThatIsReachedLatencyIsTheResult() throws IOException {
        three("tcp-rr", "unlimited", Map.of("rate", "2000", "arrivals", "fixed"), it -> it.perSecond = 2000);
        Summary.CellSummary runc = runc("tcp-rr", "unlimited");
        assertThat(noRatio(runc, "transactions_per_second")).isEqualTo("the plan set it");
        assertThat(meaning(runc, "latency_ns.p50")).isEqualTo(RatioMeaning.COST);
        assertThat(noRatio(runc, "asked_transactions_per_second")).isNull();
    }

    @Test
    void atARateThatIsNotReachedHowMuchOfItIsIsTheResult() throws IOException {
        three("tcp-rr", "unlimited", Map.of("rate", "15000", "arrivals", "fixed"), it -> {});
        Summary.CellSummary runc = runc("tcp-rr", "unlimited");
        assertThat(runc.labels()).containsOnlyKeys(Labels.RATE_NOT_REACHED);
        assertThat(meaning(runc, "transactions_per_second")).isEqualTo(RatioMeaning.COST);
        assertThat(noRatio(runc, "latency_ns.p50")).contains("grows with the window");
    }

    @ParameterizedTest
    @CsvSource({
        "goodput_bytes_per_second, THROUGHPUT",
        "goodput_to_server_bytes_per_second, THROUGHPUT",
        "goodput_to_client_bytes_per_second, THROUGHPUT",
        "sent_bytes_per_second, THROUGHPUT",
        "offered_datagrams_per_second, THROUGHPUT",
        "throughput_datagrams_per_second, THROUGHPUT",
        "transactions_per_second, TRANSACTIONS",
        "latency_ns.p99, LATENCY",
        "one_way_to_server_ns.p50, LATENCY",
        "cpu_ns_per_byte.both, CPU",
        "loss_ratio, LOSS",
        "start_up_ns.created, START_UP",
        "start_up_ns.peer, NONE",
        "asked_transactions_per_second, NONE",
        "one_way_bound_ns, NONE",
        "wake_up_ns.p50, NONE",
        "clock_read_ns, NONE",
        "not_measuring_ns, NONE"
    })
    void aMetricsNameSaysWhatItIs(String metric, MetricClass kind) {
        assertThat(MetricClass.of(metric)).isEqualTo(kind);
    }

    private void three(String workload, String link, Map<String, String> options, Consumer<SyntheticTrial> change)
            throws IOException {
        for (int block = 1; block <= 3; block++) {
            for (String runtime : List.of("native", "runc")) {
                Cell cell = SyntheticArchive.cell(
                        SyntheticArchive.cell(runtime, "bridge", workload, link), "client", options);
                SyntheticTrial it = new SyntheticTrial(
                        new Trial(block, runtime.equals("runc") ? 2 : 1, cell),
                        runtime.equals("runc") ? 14_000 : 15_000,
                        block);
                change.accept(it);
                archive.add(it);
            }
        }
    }

    private Summary.CellSummary runc(String workload, String link) throws IOException {
        return Summarizer.summarize(Analysis.of(Archive.open(root))).cells().stream()
                .filter(it -> it.runtime().equals("runc")
                        && it.workload().equals(workload)
                        && it.link().equals(link))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable String noRatio(Summary.CellSummary cell, String metric) {
        Summary.MetricSummary told = Objects.requireNonNull(cell.metrics().get(metric), metric);
        assertThat(told.ratioToNative()).isNull();
        return told.noRatio();
    }

    private static RatioMeaning meaning(Summary.CellSummary cell, String metric) {
        Summary.MetricSummary told = Objects.requireNonNull(cell.metrics().get(metric), metric);
        return Objects.requireNonNull(told.ratioToNative(), metric).meaning();
    }
}
