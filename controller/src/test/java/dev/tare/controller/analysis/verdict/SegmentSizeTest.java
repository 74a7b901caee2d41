package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without timestamps a segment carries 1460 bytes, and the link 0.8% more. */
class SegmentSizeTest {

    private static final double CEILING = 10e9 / 8 * 1460 / 1538;

    @TempDir
    private Path root;

    @Test
    void theSocketSays() throws IOException {
        assertThat(judge("bridge", 1460, "1")).isEqualTo(wireLimited());
        assertThat(judge("bridge", 1448, "1").level()).isEqualTo(Verdict.Level.INVALID);
    }

    @Test
    void aSocketThatTellsAConstantSaysNothing() throws IOException {
        assertThat(judge("bridge", 536, "1").level()).isEqualTo(Verdict.Level.INVALID);
        assertThat(judge("host", 65_483, "0")).isEqualTo(wireLimited());
    }

    /** A namespace of its own begins with timestamps, whatever the host has. */
    @Test
    void whereNoneSaysItIsAsTheHostHasIt() throws IOException {
        assertThat(judge("host", 536, "0")).isEqualTo(wireLimited());
        assertThat(judge("bridge", 536, "0").level()).isEqualTo(Verdict.Level.INVALID);
    }

    private static Verdict wireLimited() {
        return new Verdict(Verdict.Level.VALID, List.of(Labels.WIRE_LIMITED), List.of());
    }

    private Verdict judge(String network, int mssBytes, String hostTimestamps) throws IOException {
        SyntheticTrial it = new SyntheticTrial(
                new Trial(1, 1, SyntheticArchive.cell("runc", network, "tcp-stream", "10GE")), CEILING * 0.999, 1);
        it.mssBytes = mssBytes;
        it.duration = 4_000_000_000L;
        SyntheticArchive.empty(root).add(it);
        for (String host : List.of("client", "server")) {
            HostEnvironment usual = SyntheticArchive.host(host, host);
            Files.writeString(
                    new ArchiveLayout(root).environment(host),
                    ArchiveJson.page()
                            .writeValueAsString(with(usual, Map.of("net.ipv4.tcp_timestamps", hostTimestamps))));
        }
        return new Judge(Surroundings.of(Archive.open(root)))
                .judge(it.toRecord(), new ArchiveLayout(root).trial(it.trial));
    }

    private static HostEnvironment with(HostEnvironment it, Map<String, String> facts) {
        return new HostEnvironment(
                it.schemaVersion(),
                it.agentVersion(),
                it.bundleDigest(),
                it.engineLayerDigest(),
                it.hostname(),
                it.kernel(),
                it.os(),
                it.architecture(),
                it.cpuModel(),
                it.cpuCount(),
                it.allowedCpus(),
                it.memoryBytes(),
                it.javaVersion(),
                facts,
                it.interfaces(),
                it.runtimes(),
                it.networks(),
                it.engines());
    }
}
