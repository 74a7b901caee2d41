package dev.tare.controller.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.common.catalog.Catalog;
import dev.tare.controller.analysis.claims.Agreement.Level;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.Summarizer;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

    private static final Map<String, String> UPLOAD = Map.of("direction", "upload", "streams", "1");
    private static final Map<String, String> ONE = Map.of("request", "1", "response", "1");
    private static final long FAST = 100_000_000L;

    @TempDir
    private Path root;

    @Test
    void whatIsShippedSpeaksOfTheCatalogue() {
        assertThat(Claims.shipped()).hasSize(5).allSatisfy(claims -> {
            assertThat(Catalog.find(Catalog.workloads(), claims.workload())).isPresent();
            assertThat(Catalog.find(Catalog.networks(), claims.network())).isPresent();
            assertThat(claims.reference()).isPresent();
            assertThat(claims.notes()).isNotEmpty();
        });
    }

    /** The survey's text gives these two against runC. */
    @Test
    void figure8sTextIsItsTableAgainstBareMetal() {
        assertThat(ratio("wang2022-figure8-tcp-throughput", "Kata-QEMU")).isCloseTo(1 - 0.0108, within(1e-4));
        assertThat(ratio("wang2022-figure8-http-throughput", "Kata-QEMU")).isCloseTo(1 - 0.1312, within(1e-4));
        Claims tcp = claims("wang2022-figure8-tcp-throughput");
        assertThat(tcp.values())
                .filteredOn(tcp::isWireLimited)
                .extracting(Claims.Claim::label)
                .containsExactly("Bare metal", "RunC", "Kata-QEMU");
        assertThat(96662.02 * tcp.factorToBase() * 8).isCloseTo(94.40e6, within(0.01e6));
    }

    @Test
    void aCellHasToAskTheSame() {
        Claims figure9 = claims("kovacs2017-figure9");
        assertThat(figure9.matches(result(cell("docker", "tcp-stream", UPLOAD, "builtin", "client"))))
                .isTrue();
        assertThat(figure9.matches(result(cell("docker", "tcp-stream", UPLOAD, "iperf3", "client"))))
                .isTrue();
        assertThat(figure9.matches(result(cell("docker", "tcp-stream", UPLOAD, "netperf", "client"))))
                .isFalse();
        assertThat(figure9.matches(result(cell("docker", "tcp-stream", UPLOAD, "builtin", "server"))))
                .isFalse();
        assertThat(figure9.matches(result(cell("docker", "tcp-stream", Map.of("streams", "4"), "builtin", "client"))))
                .isFalse();
        assertThat(figure9.matches(
                        result(cell("docker", "tcp-stream", Map.of("direction", "download"), "builtin", "client"))))
                .isFalse();
    }

    @Test
    void whatTheWireSetIsNotCompared() throws IOException {
        add("native", "tcp-stream", UPLOAD, 0.9995 * SyntheticArchive.CEILING);
        add("docker", "tcp-stream", UPLOAD, 0.9985 * SyntheticArchive.CEILING);
        Agreement agreement = agreement("kovacs2017-figure9", "Docker");
        assertThat(agreement.level()).isEqualTo(Level.NOT_COMPARABLE);
        assertThat(agreement.why()).contains("both numbers are the link's");
    }

    @Test
    void whoDoesNotReachTheWireDisagreesWithASourceThatDoes() throws IOException {
        add("native", "tcp-stream", UPLOAD, 0.9995 * SyntheticArchive.CEILING);
        add("docker", "tcp-stream", UPLOAD, 0.5 * SyntheticArchive.CEILING);
        assertThat(agreement("kovacs2017-figure9", "Docker").level()).isEqualTo(Level.DISAGREES);
    }

    @Test
    void aLinkThatNobodyHereFillsSaysNothingOfTheSource() throws IOException {
        add("native", "tcp-stream", UPLOAD, 0.5 * SyntheticArchive.CEILING);
        add("docker", "tcp-stream", UPLOAD, 0.5 * SyntheticArchive.CEILING);
        assertThat(agreement("kovacs2017-figure9", "Docker").level()).isEqualTo(Level.NOT_COMPARABLE);
    }

    /** Published: 0.998 times native's. */
    @Test
    void ratiosAgreeWithinFivePercent() throws IOException {
        add("native", "tcp-rr", ONE, 10_000);
        add("runc", "tcp-rr", ONE, 9_800);
        Agreement agreement = agreement("wang2022-figure8-tcp-latency", "RunC");
        assertThat(agreement.why()).startsWith("0.998 published, ");
        assertThat(agreement.level()).isEqualTo(Level.AGREES);
    }

    @Test
    void ratiosDisagreeBeyondThat() throws IOException {
        add("native", "tcp-rr", ONE, 10_000);
        add("runc", "tcp-rr", ONE, 5_000);
        assertThat(agreement("wang2022-figure8-tcp-latency", "RunC").level()).isEqualTo(Level.DISAGREES);
    }

    private static double ratio(String id, String label) {
        return Agreement.publishedRatio(claims(id), claim(claims(id), label)).orElseThrow();
    }

    private static Claims claims(String id) {
        return Claims.shipped().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Claims.Claim claim(Claims claims, String label) {
        return claims.values().stream()
                .filter(it -> it.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static CellResult result(Cell cell) {
        return new CellResult(cell, List.of(), null);
    }

    private static Cell cell(String runtime, String workload, Map<String, String> options, String engine, String side) {
        boolean figure9 = workload.equals("tcp-stream");
        return new Cell(
                runtime + "-" + workload,
                Chosen.of(runtime, Map.of()),
                Chosen.of(figure9 ? "host" : "bridge", Map.of()),
                new TreeMap<>(),
                Chosen.of(workload, options),
                engine,
                side,
                figure9 ? "10GE" : "100Mbit",
                figure9 ? 100 * FAST : FAST,
                Pair.USUAL);
    }

    private void add(String runtime, String workload, Map<String, String> options, double perSecond)
            throws IOException {
        SyntheticArchive archive = SyntheticArchive.empty(root);
        for (int block = 1; block <= 3; block++) {
            SyntheticTrial it = new SyntheticTrial(
                    new Trial(
                            block,
                            runtime.equals("native") ? 1 : 2,
                            cell(runtime, workload, options, "builtin", "client")),
                    perSecond,
                    block);
            archive.add(it);
        }
    }

    private Agreement agreement(String id, String label) throws IOException {
        Analysis analysis = Analysis.of(Archive.open(root));
        Summary summary = Summarizer.summarize(analysis);
        Claims claims = claims(id);
        Claims.Claim claim = claim(claims, label);
        CellResult ours = analysis.cells().stream()
                .filter(it -> claims.matches(it) && claim.matches(it))
                .findFirst()
                .orElseThrow();
        Summary.MetricSummary metric = summary.cells().stream()
                .filter(it -> it.id().equals(ours.cell().id()))
                .findFirst()
                .orElseThrow()
                .metrics()
                .get(claims.metric());
        boolean reaches = analysis.cells().stream()
                .anyMatch(it -> it.cell().runtime().name().equals("native") && it.isWireLimited());
        return Agreement.of(claims, claim, ours, metric, reaches).orElseThrow();
    }
}
