package dev.tare.probe.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tare.probe.FreePort;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.SetupReader;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.http.HttpWorkload;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The probe's own server, and a program that everybody has in the place of an engine's client: how both sides end. */
@Timeout(60)
final class TiedWorkloadTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @TempDir
    private Path folder;

    private final Stop stop = new Stop(NanoClock.SYSTEM);
    private long durationMillis = 200;
    private int port;

    /** A set-up asks a client for its version, which wrk's answers with a complaint. */
    @BeforeEach
    void probe() throws Exception {
        MachineLayer.in(folder);
        Files.createSymbolicLink(
                folder.resolve("bin/wrk"), Path.of("/usr/bin/false").toRealPath());
        port = FreePort.next();
    }

    @Test
    void theServerEndsWhenTheEngineHasEnded() throws Exception {
        TiedWorkload client = client("sleep", "0.5");
        Begun begun = begin(client);
        assertThat(client.run(begun.window(), stop)).isEmpty();
        assertThat(begun.serving().get())
                .hasValueSatisfying(it -> assertThat(it.sentBytes()).isZero());
        client.close();
    }

    @Test
    void anEngineThatLeavesEarlyLeavesTheTrial() throws Exception {
        durationMillis = 20_000;
        TiedWorkload client = client("true");
        Begun begun = begin(client);
        assertThatThrownBy(() -> client.run(begun.window(), stop)).isInstanceOf(ProbeFailure.class);
        assertThatThrownBy(() -> begun.serving().get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ProbeFailure.class, it -> assertThat(it.code()).isEqualTo(FailureCode.PEER_CLOSED));
        client.close();
    }

    @Test
    void aStopEndsBoth() throws Exception {
        TiedWorkload client = client("sleep", "1000");
        Begun begun = begin(client);
        Thread agent = Thread.ofPlatform().start(() -> {
            stop.until(NanoClock.SYSTEM.nanos() + 200 * MILLI);
            stop.request();
            client.wake();
            begun.server().wake();
        });
        assertThatThrownBy(() -> client.run(begun.window(), stop)).isInstanceOf(Stopped.class);
        assertThat(begun.serving().get()).isPresent();
        agent.join();
        client.close();
    }

    private record Begun(Workload server, FutureTask<Optional<Totals>> serving, Window window) {}

    /** Opens both sides, and starts the server's. */
    private Begun begin(TiedWorkload client) throws Exception {
        Workload server = HttpWorkload.bandwidth(setup(Role.ROLE_SERVER), NanoClock.SYSTEM);
        CompletableFuture<Window> agreed = new CompletableFuture<>();
        FutureTask<Optional<Totals>> serving = new FutureTask<>(() -> {
            try {
                server.open(stop);
                return server.run(agreed.get(), stop);
            } finally {
                server.close();
            }
        });
        Thread.ofPlatform().daemon().start(serving);
        client.open(stop);
        Window window = setup(Role.ROLE_CLIENT).timing().from(NanoClock.SYSTEM.nanos());
        agreed.complete(window);
        return new Begun(server, serving, window);
    }

    private TiedWorkload client(String... words) throws ProbeFailure {
        TrialSetup setup = setup(Role.ROLE_CLIENT);
        return new TiedWorkload(
                setup,
                new EngineWorkload(
                        setup, new Fixed(List.of(words)), new EngineLayer(folder), NanoClock.SYSTEM, new Deaf()),
                NanoClock.SYSTEM);
    }

    private TrialSetup setup(Role role) throws ProbeFailure {
        return SetupReader.read(Setup.newBuilder()
                .setToken(ByteString.copyFrom(new byte[16]))
                .setRole(role)
                .setEngine("wrk")
                .setWorkload("http-bandwidth")
                .putWorkloadOptions("streams", "3")
                .setLocalAddress("127.0.0.1")
                .setServerAddress("127.0.0.1")
                .setServerPort(port)
                .setCongestionControl("cubic")
                .setIntervalNanos(50 * MILLI)
                .setWarmupNanos(100 * MILLI)
                .setDurationNanos(durationMillis * MILLI)
                .setSetupTimeoutNanos(TimeUnit.SECONDS.toNanos(5))
                .build());
    }

    private record Fixed(List<String> words) implements Engine {

        @Override
        public List<EngineRun> client(TrialSetup setup) {
            return List.of(new EngineRun(words, Phase.MEASURE));
        }

        @Override
        public List<String> server(TrialSetup setup) {
            return List.of();
        }

        @Override
        public boolean servesOnce() {
            return false;
        }
    }

    private static final class Deaf implements EngineSink {

        @Override
        public void wrote(int run, boolean stderr, byte[] bytes, int length) throws IOException {}

        @Override
        public void ended(int run, EngineEnd end) throws IOException {}
    }
}
