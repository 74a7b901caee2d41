package dev.tare.probe.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.probe.FreePort;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Timing;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that everybody has, in the place of an engine: what they do wrong ends the trial, and they end with it. */
@Timeout(60)
@Tag("slow")
final class EngineWorkloadTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @TempDir
    private Path folder;

    private final Heard heard = new Heard();
    private final Stop stop = new Stop(NanoClock.SYSTEM);

    private EngineLayer layer;

    @BeforeEach
    void layer() throws IOException {
        layer = MachineLayer.in(folder);
        // what a client's set-up asks for its version
        Files.createSymbolicLink(
                folder.resolve("bin/iperf3"), Path.of("/usr/bin/true").toRealPath());
    }

    @Test
    void whatItWritesIsPassedOnByteForByte() throws Exception {
        EngineWorkload workload = client("echo", "one", "two");
        workload.open(stop);
        assertThat(workload.run(window(), stop)).isEmpty();
        assertThat(heard.out.toString()).isEqualTo("one two\n");
        assertThat(heard.ends).singleElement().satisfies(end -> {
            assertThat(end.arguments()).containsExactly("echo", "one", "two");
            assertThat(end.exitStatus()).isZero();
            assertThat(end.killedBecause()).isEmpty();
            assertThat(end.endNanos() - end.startNanos()).isPositive();
        });
    }

    @Test
    void anEngineWithoutEndOfWordsIsKilled() throws Exception {
        EngineWorkload workload = client("yes");
        workload.open(stop);
        assertThat(failure(() -> workload.run(window(), stop)))
                .satisfies(it -> assertThat(it.code()).isEqualTo(FailureCode.ENGINE_OUTPUT))
                .hasMessageContaining("it wrote more than 16777216 bytes");
        assertThat(heard.bytes).isEqualTo(OutputLimit.BYTES);
        assertThat(heard.ends).hasSize(1);
        assertThat(children()).isEmpty();
    }

    @Test
    void anEngineThatDoesNotEndIsKilledWhenPatienceIsOver() throws Exception {
        EngineWorkload workload = client("sleep", "1000");
        workload.open(stop);
        Thread impatient = Thread.ofPlatform().start(() -> {
            stop.until(NanoClock.SYSTEM.nanos() + 300 * MILLI);
            workload.giveUp();
        });
        assertThat(failure(() -> workload.run(window(), stop)))
                .satisfies(it -> assertThat(it.code()).isEqualTo(FailureCode.ENGINE_HUNG))
                .hasMessageContaining("it did not end in time");
        impatient.join();
        assertThat(children()).isEmpty();
    }

    @Test
    void aStopEndsItAtOnce() throws Exception {
        EngineWorkload workload = client("sleep", "1000");
        workload.open(stop);
        Thread agent = Thread.ofPlatform().start(() -> {
            stop.until(NanoClock.SYSTEM.nanos() + 300 * MILLI);
            stop.request();
            workload.wake();
        });
        assertThatThrownBy(() -> workload.run(window(), stop)).isInstanceOf(Stopped.class);
        agent.join();
        assertThat(children()).isEmpty();
    }

    @Test
    void aFailureIsToldWithItsLastWords() throws Exception {
        EngineWorkload workload = client("ls", "/there/is/nothing/here");
        workload.open(stop);
        assertThat(failure(() -> workload.run(window(), stop)))
                .satisfies(it -> assertThat(it.code()).isEqualTo(FailureCode.ENGINE_FAILED))
                .hasMessageContaining("ended with status 2")
                .hasMessageContaining("/there/is/nothing/here");
    }

    @Test
    void aProgramThatCannotBeRunIsToldBeforeTheStart() throws Exception {
        Files.delete(folder.resolve("bin/iperf3"));
        assertThat(failure(() -> client("echo").open(stop)))
                .hasMessageContaining("engine iperf3 cannot be run here")
                .hasMessageContaining("bin/iperf3");
        Files.delete(folder.resolve("loader"));
        assertThat(failure(() -> client("echo").open(stop))).hasMessageContaining("cannot be run here");
    }

    @Test
    void whoHoldsThePortIsToldAndLeftAlone() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EngineWorkload server = server(other.getLocalPort(), true, "sleep", "1000");
            assertThat(failure(() -> server.open(stop)))
                    .satisfies(it -> assertThat(it.code()).isEqualTo(FailureCode.PORT_IN_USE))
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " (java) has it");
            assertThat(other.isBound()).isTrue();
        }
        assertThat(children()).isEmpty();
    }

    @Test
    void aServerThatDoesNotListenIsKilled() throws Exception {
        EngineWorkload server = server(FreePort.next(), true, "sleep", "1000");
        assertThat(failure(() -> server.open(stop)))
                .satisfies(it -> assertThat(it.code()).isEqualTo(FailureCode.ENGINE_HUNG))
                .hasMessageContaining("did not listen in time");
        assertThat(children()).isEmpty();
    }

    @Test
    void aServerThatEndsBeforeItListensIsAFailure() throws Exception {
        EngineWorkload server = patient(FreePort.next(), "ls", "/there/is/nothing/here");
        assertThat(failure(() -> server.open(stop)))
                .satisfies(it -> assertThat(it.code()).isEqualTo(FailureCode.ENGINE_FAILED))
                .hasMessageContaining("before it listened")
                .hasMessageContaining("/there/is/nothing/here");
    }

    /** A killed child is gone as soon as it has been waited for. */
    private static List<String> children() {
        return ProcessHandle.current()
                .children()
                .flatMap(child -> child.info().command().stream())
                .filter(command -> command.contains("ld-linux"))
                .toList();
    }

    private static ProbeFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ProbeFailure.class, call);
    }

    private EngineWorkload client(String... words) {
        return workload(true, 5201, 500 * MILLI, new Fixed(List.of(words), true));
    }

    private EngineWorkload server(int port, boolean once, String... words) {
        return workload(false, port, 500 * MILLI, new Fixed(List.of(words), once));
    }

    /** It is not to be too late whatever the machine does. */
    private EngineWorkload patient(int port, String... words) {
        return workload(false, port, 15_000 * MILLI, new Fixed(List.of(words), false));
    }

    private EngineWorkload workload(boolean client, int port, long setupTimeoutNanos, Engine engine) {
        TrialSetup setup = new TrialSetup(
                new dev.tare.probe.setup.Token(new byte[16]),
                client,
                "iperf3",
                "tcp-stream",
                new dev.tare.probe.setup.WorkloadOptions(Map.of()),
                Optional.empty(),
                InetAddress.getLoopbackAddress(),
                port,
                "cubic",
                new Timing(10 * MILLI, 50 * MILLI, 10 * MILLI),
                setupTimeoutNanos);
        return new EngineWorkload(setup, engine, layer, NanoClock.SYSTEM, heard);
    }

    private static Window window() {
        return new Timing(10 * MILLI, 50 * MILLI, 10 * MILLI).from(NanoClock.SYSTEM.nanos());
    }

    /** Whatever is asked, the same words. */
    private record Fixed(List<String> words, boolean servesOnce) implements Engine {

        @Override
        public List<EngineRun> client(TrialSetup setup) {
            return List.of(new EngineRun(words, Phase.MEASURE));
        }

        @Override
        public List<String> server(TrialSetup setup) {
            return words;
        }
    }

    private static final class Heard implements EngineSink {

        private final StringBuilder out = new StringBuilder();
        private final List<EngineEnd> ends = new ArrayList<>();
        private volatile long bytes;

        @Override
        public synchronized void wrote(int run, boolean stderr, byte[] piece, int length) {
            bytes += length;
            if (out.length() < 1000) {
                out.append(new String(piece, 0, Math.min(length, 100), java.nio.charset.StandardCharsets.US_ASCII));
            }
        }

        @Override
        public synchronized void ended(int run, EngineEnd end) {
            ends.add(end);
        }
    }
}
