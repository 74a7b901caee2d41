package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An honest trial is VALID; break one thing, and the verdict says which. */
class JudgeTest {

    private static final double NATIVE = 4.4e9;

    @TempDir
    private Path root;

    static Stream<Arguments> broken() {
        return Stream.of(
                one("failed", "the trial failed: probe-crashed", Verdict.Level.INVALID, it -> {
                    it.status = TrialStatus.FAILED;
                    it.failure = "probe-crashed";
                }),
                one("interrupted", "was interrupted", Verdict.Level.INVALID, it -> it.status = TrialStatus.INTERRUPTED),
                one("cut off", "last word is missing", Verdict.Level.INVALID, it -> it.serverDone = false),
                one("hole", "intervals are missing in the window", Verdict.Level.INVALID, it -> it.dropInterval = 12),
                one("edge", "cover 1.900 s of the 2.000 s", Verdict.Level.INVALID, it -> it.dropInterval = 24),
                one("bypass", "does not account for the bytes", Verdict.Level.INVALID, it -> it.pathFactor = 0.5),
                one("foreign traffic", "carried more than the trial", Verdict.Level.INVALID, it -> it.pathFactor = 1.5),
                one("skew", "windows began 150", Verdict.Level.INVALID, it -> it.skewNanos = 150_000_000),
                one("vague clock", "clocks are known to", Verdict.Level.INVALID, it -> it.clockBound = 80_000_000),
                one(
                        "leak",
                        "client is not as it was before the trial: link tare-1",
                        Verdict.Level.DEGRADED,
                        it -> it.leaks = List.of("link tare-1")),
                one(
                        "clock of a probe that stepped",
                        "the clock of the client's probe moved by 50.000 ms during the trial",
                        Verdict.Level.INVALID,
                        it -> it.probeStepNanos = 50_000_000),
                one(
                        "clock of a followed probe that jumped",
                        "what the client's probe says of its clock does not fit together",
                        Verdict.Level.DEGRADED,
                        it -> {
                            it.probeBoundNanos = 10_000;
                            it.probeJumpNanos = 50_000_000;
                        }),
                one(
                        "clock that stepped",
                        "what the server says of its clock does not fit together",
                        Verdict.Level.DEGRADED,
                        it -> it.synchrony = new Synchrony(
                                null, Map.of(Side.SERVER, new Synchrony.Followed(120, 0, false, 0)), null)),
                one(
                        "two stories",
                        "asked by the client, the server's clock stands 200.0 µs from where the controller finds it",
                        Verdict.Level.DEGRADED,
                        it -> {
                            it.clockRoundTripNanos = 20_000;
                            it.directRoundTripNanos = 20_000;
                            it.directLieNanos = 200_000;
                        }),
                one("no audit", "was not audited", Verdict.Level.DEGRADED, it -> it.audited = false),
                one("steal", "stolen by the hypervisor", Verdict.Level.DEGRADED, it -> it.steal = 0.03),
                one("agent", "agent took 12.0% of a CPU", Verdict.Level.DEGRADED, it -> it.agentShare = 0.12),
                one("others", "something else took", Verdict.Level.DEGRADED, it -> it.foreign = 0.4),
                one("drops", "dropped 3 host samples", Verdict.Level.DEGRADED, it -> it.droppedSamples = 3),
                one(
                        "slow start",
                        "runs at 70% of the rest; was warm-up over?",
                        Verdict.Level.DEGRADED,
                        it -> it.firstQuarter = 0.7),
                one(
                        "bbr on the peer",
                        "congestion control was bbr",
                        Verdict.Level.DEGRADED,
                        it -> it.congestion = "bbr"),
                one(
                        "bbr under test",
                        "congestion control was bbr",
                        Verdict.Level.DEGRADED,
                        it -> it.clientCongestion = "bbr"));
    }

    private static Arguments one(String name, String reason, Verdict.Level level, Consumer<SyntheticTrial> breakage) {
        return Arguments.of(name, reason, level, breakage);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void saysWhatIsWrong(String name, String reason, Verdict.Level level, Consumer<SyntheticTrial> breakage)
            throws IOException {
        SyntheticTrial it = trial("runc", "tcp-stream", "unlimited", NATIVE);
        breakage.accept(it);
        Verdict verdict = judge(it);
        assertThat(verdict.level()).as(name).isEqualTo(level);
        assertThat(verdict.reasons()).anySatisfy(said -> assertThat(said).contains(reason));
    }

    @Test
    void honestTrialsAreValid() throws IOException {
        for (String runtime : List.of("native", "runc", "gvisor:systrap")) {
            for (String workload : List.of("tcp-stream", "tcp-rr")) {
                SyntheticTrial it = trial(runtime, workload, "unlimited", workload.equals("tcp-rr") ? 15_000 : NATIVE);
                assertThat(judge(it)).isEqualTo(new Verdict(Verdict.Level.VALID, List.of(), List.of()));
            }
        }
    }

    @Test
    void aWallClockThatWasSetIsSaidAndNothingAgainstATrialThatDoesNotNeedIt() throws IOException {
        SyntheticTrial it = trial("runc", "tcp-rr", "unlimited", 15_000);
        it.wallStepNanos = 3_600_000_000_000L;
        Verdict verdict = judge(it);

        assertThat(verdict.level()).isEqualTo(Verdict.Level.VALID);
        assertThat(verdict.reasons()).anyMatch(said -> said.contains("the client's wall clock was set by +3600.000 s"));
    }

    @Test
    void saturationUnderTestIsAResult() throws IOException {
        SyntheticTrial it = trial("gvisor:systrap", "tcp-stream", "10GE", 8e8);
        it.clientBusy = 0.995;
        assertThat(judge(it)).isEqualTo(new Verdict(Verdict.Level.VALID, List.of(Labels.CPU_LIMITED), List.of()));
    }

    @Test
    void aSaturatedPeerIsTheUsualLimitOfAnUnlimitedLink() throws IOException {
        SyntheticTrial it = trial("native", "tcp-stream", "unlimited", NATIVE);
        it.serverBusy = 0.99;
        assertThat(judge(it)).isEqualTo(new Verdict(Verdict.Level.VALID, List.of(Labels.PEER_LIMITED), List.of()));
    }

    @Test
    void aSaturatedPeerThatKeepsALinkFromBeingFilledIsAFault() throws IOException {
        SyntheticTrial it = trial("native", "tcp-stream", "10GE", 8e8);
        it.serverBusy = 0.99;
        Verdict verdict = judge(it);
        assertThat(verdict.level()).isEqualTo(Verdict.Level.DEGRADED);
        assertThat(verdict.reasons()).singleElement().asString().contains("kept the link from being filled");
    }

    @Test
    void theWireLimitsWhatComesWithinAPercentOfIt() throws IOException {
        assertThat(judge(trial("native", "tcp-stream", "10GE", SyntheticArchive.CEILING * 0.995)))
                .isEqualTo(new Verdict(Verdict.Level.VALID, List.of(Labels.WIRE_LIMITED), List.of()));
        assertThat(judge(trial("native", "tcp-stream", "10GE", SyntheticArchive.CEILING * 0.98))
                        .labels())
                .isEmpty();
    }

    @Test
    void nothingIsFasterThanTheWire() throws IOException {
        Verdict verdict = judge(trial("native", "tcp-stream", "10GE", SyntheticArchive.CEILING * 1.01));
        assertThat(verdict.level()).isEqualTo(Verdict.Level.INVALID);
        assertThat(verdict.reasons()).anySatisfy(said -> assertThat(said).contains("above the link's ceiling"));
    }

    @Test
    void aRuntimeWithATcpOfItsOwnMayHaveItsOwnCongestionControl() throws IOException {
        SyntheticTrial it = trial("gvisor:systrap", "tcp-stream", "unlimited", 8e8);
        it.clientCongestion = "reno";
        assertThat(judge(it).labels()).containsExactly(Labels.OWN_CONGESTION_CONTROL);
        assertThat(judge(it).level()).isEqualTo(Verdict.Level.VALID);
    }

    @Test
    void aSideThatSentNothingIsInvalid() throws IOException {
        SyntheticTrial it = trial("native", "tcp-stream", "unlimited", NATIVE);
        SyntheticArchive archive = SyntheticArchive.empty(root);
        archive.add(it);
        Path folder = new ArchiveLayout(root).trial(it.trial);
        Files.delete(folder.resolve("server.pb"));
        Verdict verdict = new Judge(surroundings()).judge(it.toRecord(), folder);
        assertThat(verdict.level()).isEqualTo(Verdict.Level.INVALID);
        assertThat(verdict.reasons()).contains("the server sent nothing");
    }

    @Test
    void aDamagedFileOfClocksCostsTheTrialOnly() throws IOException {
        SyntheticTrial it = trial("native", "tcp-stream", "unlimited", NATIVE);
        it.clockRoundTripNanos = 20_000;
        SyntheticArchive.empty(root).add(it);
        Path folder = new ArchiveLayout(root).trial(it.trial);
        String clocks = Files.readString(folder.resolve("clocks.csv"));
        Files.writeString(folder.resolve("clocks.csv"), clocks.substring(0, clocks.length() - 5));
        Verdict verdict = new Judge(surroundings()).judge(it.toRecord(), folder);
        assertThat(verdict.level()).isEqualTo(Verdict.Level.DEGRADED);
        assertThat(verdict.reasons())
                .anySatisfy(said ->
                        assertThat(said).contains("what was kept of the clocks is damaged: clocks.csv:", "cut off"));
    }

    private static SyntheticTrial trial(String runtime, String workload, String link, double perSecond) {
        return new SyntheticTrial(
                new Trial(1, 1, SyntheticArchive.cell(runtime, "bridge", workload, link)), perSecond, 1);
    }

    private Verdict judge(SyntheticTrial it) throws IOException {
        SyntheticArchive.empty(root).add(it);
        return new Judge(surroundings()).judge(it.toRecord(), new ArchiveLayout(root).trial(it.trial));
    }

    private Surroundings.Source surroundings() throws IOException {
        return Surroundings.of(Archive.open(root));
    }
}
