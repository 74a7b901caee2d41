package dev.tare.probe.exec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tare.probe.FreePort;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.SetupReader;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.workload.Totals;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ethr's calls against a program that takes them as Ethr does, and writes as it writes: how both sides begin and end. */
@Timeout(60)
@Tag("slow")
final class EthrWorkloadTest {

    @TempDir
    private Path folder;

    private final Stop stop = new Stop(NanoClock.SYSTEM);
    private final int port = freePort();

    @Test
    void bothSidesSayAllTheyHaveToSay() throws Exception {
        standIn();
        Heard heardClient = new Heard();
        Heard heardServer = new Heard();
        EngineWorkload server = workload(Role.ROLE_SERVER, heardServer);
        EngineWorkload client = workload(Role.ROLE_CLIENT, heardClient);
        server.open(stop);
        client.open(stop);
        Window window = setup(Role.ROLE_CLIENT).timing().from(NanoClock.SYSTEM.nanos());
        FutureTask<Optional<Totals>> serving = new FutureTask<>(() -> server.run(window, stop));
        Thread.ofPlatform().daemon().start(serving);
        assertThat(client.run(window, stop)).isEmpty();
        assertThat(serving.get()).isEmpty();

        assertThat(heardClient.ends).extracting(EngineEnd::phase).containsExactly(Phase.WARMUP, Phase.MEASURE);
        assertThat(heardClient.ends).allMatch(end -> end.exitStatus() == 0);
        assertThat(heardClient.said())
                .contains("[  SUM]     TCP      001-002 sec     9.42G\n", "Ethr done, duration: 2s.\n");
        assertThat(heardServer.ends)
                .singleElement()
                .satisfies(end -> assertThat(end.killedBecause()).isEqualTo("its client was done"));
        assertThat(heardServer.said().split("RemoteAddress", -1))
                .as("warm-up and window")
                .hasSize(3);
        assertThat(heardServer.said()).contains("[    127.0.0.1]    TCP    9.41G        1     --        --  \n");
    }

    /** A file that the kernel starts with this Java, and that Java with the stand-in. */
    private void standIn() throws Exception {
        Path words = Files.writeString(
                folder.resolve("words"),
                "-XX:TieredStopAtLevel=1\n-Xshare:auto\n-cp\n\"" + System.getProperty("java.class.path") + "\"\n"
                        + FakeEthr.class.getName() + "\n");
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("ethr");
        Files.writeString(program, "#!" + System.getProperty("java.home") + "/bin/java @" + words + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private EngineWorkload workload(Role role, EngineSink sink) throws Exception {
        TrialSetup setup = setup(role);
        return new EngineWorkload(setup, Engines.engine(setup), new EngineLayer(folder), NanoClock.SYSTEM, sink);
    }

    private TrialSetup setup(Role role) throws Exception {
        return SetupReader.read(Setup.newBuilder()
                .setToken(ByteString.copyFrom(new byte[16]))
                .setRole(role)
                .setEngine("ethr")
                .setWorkload("tcp-stream")
                .setLocalAddress("127.0.0.1")
                .setServerAddress("127.0.0.1")
                .setServerPort(port)
                .setCongestionControl("cubic")
                .setIntervalNanos(TimeUnit.MILLISECONDS.toNanos(100))
                .setWarmupNanos(TimeUnit.SECONDS.toNanos(1))
                .setDurationNanos(TimeUnit.SECONDS.toNanos(2))
                .setSetupTimeoutNanos(TimeUnit.SECONDS.toNanos(20))
                .build());
    }

    private static int freePort() {
        try {
            return FreePort.next();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Heard implements EngineSink {

        private final StringBuilder out = new StringBuilder();
        private final List<EngineEnd> ends = new ArrayList<>();

        @Override
        public synchronized void wrote(int run, boolean stderr, byte[] bytes, int length) {
            out.append(new String(bytes, 0, length, StandardCharsets.US_ASCII));
        }

        @Override
        public synchronized void ended(int run, EngineEnd end) {
            ends.add(end);
        }

        private synchronized String said() {
            return out.toString();
        }
    }
}
