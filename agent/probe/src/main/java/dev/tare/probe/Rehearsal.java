package dev.tare.probe;

import com.google.protobuf.ByteString;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.frame.FrameReader;
import dev.tare.common.frame.FrameWriter;
import dev.tare.probe.socket.TlsConnection;
import dev.tare.proto.probe.v1.ClockPing;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import dev.tare.proto.probe.v1.Start;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs when the bundle is built: short trials of every workload, both sides in this process, over loopback. The classes and
 * profiles it leaves go into the ahead-of-time cache, so it goes the same ways as {@link Main}.
 */
public final class Rehearsal {

    private static final long MILLISECOND = 1_000_000;
    private static final long SOON_NANOS = 20 * MILLISECOND;
    private static final long LIMIT_SECONDS = 30;

    private Rehearsal() {}

    public static void main(String[] arguments) throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (Map<String, String> options :
                    List.of(Map.of("direction", "upload"), Map.of("direction", "download"))) {
                trial(threads, "tcp-stream", options);
            }
            trial(threads, "tcp-rr", Map.of());
            trial(threads, "tcp-crr", Map.of());
            trial(threads, "udp-rr", Map.of());
            trial(threads, "udp-owd", Map.of());
            trial(threads, "udp-stream", Map.of("rate", "1000000000"));
            trial(threads, "udp-throughput", Map.of("burst", "40000000", "highest", "500000000"));
            for (String direction : List.of("upload", "download")) {
                byIperf3(threads, "tcp-stream", Map.of("direction", direction));
                byIperf3(threads, "udp-stream", Map.of("direction", direction, "rate", "1000000000"));
            }
            trial(threads, "http-latency", Map.of());
            trial(threads, "http-latency", Map.of("connection", "new"));
            trial(threads, "http-bandwidth", Map.of());
            if (TlsConnection.isPossible()) {
                trial(threads, "tls-stream", Map.of());
            }
        }
    }

    private static void trial(ExecutorService threads, String workload, Map<String, String> options) throws Exception {
        trial(threads, EngineKind.BUILTIN, workload, options);
    }

    private static void byIperf3(ExecutorService threads, String workload, Map<String, String> options)
            throws Exception {
        trial(threads, EngineKind.BUILTIN_IPERF3, workload, options);
    }

    private static void trial(ExecutorService threads, String engine, String workload, Map<String, String> options)
            throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<Future<ProbeResponse>> sides = new ArrayList<>();
        for (Role role : List.of(Role.ROLE_SERVER, Role.ROLE_CLIENT)) {
            Setup setup = Setup.newBuilder()
                    .setTrialId("rehearsal")
                    .setToken(ByteString.copyFrom(new byte[16]))
                    .setRole(role)
                    .setEngine(engine)
                    .setWorkload(workload)
                    .putAllWorkloadOptions(options)
                    .setLocalAddress("127.0.0.1")
                    .setServerAddress("127.0.0.1")
                    .setServerPort(port)
                    .setCongestionControl("cubic")
                    .setIntervalNanos(20 * MILLISECOND)
                    .setWarmupNanos(100 * MILLISECOND)
                    .setDurationNanos(400 * MILLISECOND)
                    .setSetupTimeoutNanos(TimeUnit.SECONDS.toNanos(LIMIT_SECONDS))
                    .build();
            Callable<ProbeResponse> side = () -> side(threads, setup);
            sides.add(threads.submit(side));
        }
        for (Future<ProbeResponse> side : sides) {
            ProbeResponse last = side.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!last.hasFinished()) {
                throw new IllegalStateException("the rehearsal of " + workload + " ended with " + last);
            }
        }
    }

    private static ProbeResponse side(ExecutorService threads, Setup setup) throws Exception {
        Pipe requests = Pipe.open();
        Pipe responses = Pipe.open();
        Future<Integer> probe = threads.submit(() -> Main.converse(
                Channels.newInputStream(requests.source()),
                Channels.newOutputStream(responses.sink()),
                status -> System.err.println("a probe of the rehearsal ends with status " + status)));
        FrameReader<ProbeResponse> reader =
                new FrameReader<>(Channels.newInputStream(responses.source()), ProbeResponse.parser());
        try (var toProbe = Channels.newOutputStream(requests.sink())) {
            FrameWriter<ProbeRequest> writer = new FrameWriter<>(toProbe);
            writer.write(ProbeRequest.newBuilder()
                    .setClockPing(ClockPing.newBuilder().setSequence(1))
                    .build());
            writer.write(ProbeRequest.newBuilder().setSetup(setup).build());
            return last(reader, writer);
        } finally {
            probe.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static ProbeResponse last(FrameReader<ProbeResponse> reader, FrameWriter<ProbeRequest> writer)
            throws IOException {
        ProbeResponse response = reader.read().orElseThrow();
        while (!response.hasFinished() && !response.hasFailure()) {
            if (response.hasPrepared()) {
                writer.write(ProbeRequest.newBuilder()
                        .setStart(Start.newBuilder().setStartAtNanos(System.nanoTime() + SOON_NANOS))
                        .build());
            }
            response = reader.read().orElseThrow();
        }
        return response;
    }
}
