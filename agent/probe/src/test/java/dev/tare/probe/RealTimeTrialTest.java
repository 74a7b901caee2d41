package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.probe.clock.Precedence;
import dev.tare.proto.probe.v1.Prepared;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Traffic at a real-time priority: alone, for it takes the CPUs of others away. Where this process may have none the trial is refused,
 * and never runs without.
 */
@Isolated
@Timeout(60)
@Tag("slow")
final class RealTimeTrialTest {

    private static final long LONG_NANOS = 60_000_000_000L;
    private static final long SOON_NANOS = 20_000_000;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /** Field of proc_pid_stat(5), counted from the one after the program's name. */
    private static final int POLICY = 41 - 3;

    private static final String FIRST_COME_FIRST_SERVED = "1";

    /** With how many threads of both sides move traffic. */
    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("tcp-rr", Map.of("rate", "500"), 2),
                Arguments.of("udp-rr", Map.of("rate", "500"), 2),
                Arguments.of("http-latency", Map.of("rate", "500"), 2),
                Arguments.of("tcp-crr", Map.of("rate", "100"), 2),
                Arguments.of("udp-stream", Map.of("rate", "1000000"), 2),
                Arguments.of("tcp-loaded-rr", Map.of("rate", "500", "streams", "1"), 4));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void allThreadsOfTheTrafficHaveItUntilTheEndAndNoOthers(String workload, Map<String, String> options, int threads)
            throws Exception {
        try (FakeAgent client = new FakeAgent();
                FakeAgent server = new FakeAgent()) {
            int port = FreePort.next();
            client.setup(setup(Role.ROLE_CLIENT, workload, port, options));
            server.setup(setup(Role.ROLE_SERVER, workload, port, options));
            if (!isPermitted()) {
                assertThat(client.failure().getCode()).isEqualTo("option-unavailable");
                assertThat(server.failure().getCode()).isEqualTo("option-unavailable");
                return;
            }
            for (Prepared prepared : List.of(client.prepared(), server.prepared())) {
                assertThat(prepared.getScheduling()).isEqualTo("SCHED_FIFO 1");
                assertThat(prepared.getAllowedCpusList()).isNotEmpty();
            }
            awaitPreceding(0);
            long start = System.nanoTime() + SOON_NANOS;
            client.start(start);
            server.start(start);
            client.interval();
            server.interval();
            awaitPreceding(threads);
            long asked = System.nanoTime();
            client.stop();
            server.stop();
            // who is told later may see the other leave first
            for (FakeAgent each : List.of(client, server)) {
                ProbeResponse last = each.last();
                assertThat(last.hasFinished() || last.getFailure().getCode().equals("peer-closed"))
                        .as("%s", last)
                        .isTrue();
            }
            assertThat(System.nanoTime() - asked).isLessThan(30_000_000_000L);
            awaitPreceding(0);
        }
    }

    private static Setup.Builder setup(Role role, String workload, int port, Map<String, String> options) {
        return FakeAgent.setup(role, workload, port)
                .putAllWorkloadOptions(options)
                .putWorkloadOptions("priority", "realtime")
                .setDurationNanos(LONG_NANOS);
    }

    /** By the kernel, which here has to keep something for others, too. */
    private static boolean isPermitted() throws IOException {
        Precedence trying = new Precedence();
        boolean granted = trying.take() == 0;
        trying.end();
        long runtime = micros("sched_rt_runtime_us");
        return granted && runtime >= 0 && runtime <= 0.95 * micros("sched_rt_period_us");
    }

    private static long micros(String setting) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("/proc/sys/kernel", setting))) {
            return Long.parseLong(new String(in.readNBytes(32), StandardCharsets.US_ASCII).strip());
        }
    }

    /** A thread that was just started, or has just ended, may come a little late to that. */
    private static void awaitPreceding(int threads) throws Exception {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (precedingThreads() != threads && System.nanoTime() - until < 0) {
            Thread.sleep(10);
        }
        assertThat(precedingThreads()).isEqualTo(threads);
    }

    private static int precedingThreads() throws IOException {
        int preceding = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path each : threads) {
                preceding += policy(each).equals(FIRST_COME_FIRST_SERVED) ? 1 : 0;
            }
        }
        return preceding;
    }

    private static String policy(Path thread) throws IOException {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY];
        } catch (IOException _) {
            return ""; // it has just ended
        }
    }
}
