package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tare.common.frame.FrameReader;
import dev.tare.common.frame.FrameWriter;
import dev.tare.probe.clock.NanoClock;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Hello;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Prepared;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import dev.tare.proto.probe.v1.Start;
import dev.tare.proto.probe.v1.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Drives a probe's real conversation through pipes, in this process. */
final class FakeAgent implements AutoCloseable {

    static final ByteString TOKEN = ByteString.copyFromUtf8("0123456789abcdef");

    private static final long MILLISECOND = 1_000_000;

    /** A machine that is away for most of a second leaves something of it. */
    static final long WINDOW_NANOS = 900 * MILLISECOND;

    private final OutputStream toProbe;
    private final FrameWriter<ProbeRequest> writer;
    private final FrameReader<ProbeResponse> reader;
    private final CompletableFuture<Integer> exit;
    final List<Interval> intervals = new ArrayList<>();

    FakeAgent() throws IOException {
        exit = new CompletableFuture<>();
        Pipe requests = Pipe.open();
        Pipe responses = Pipe.open();
        toProbe = Channels.newOutputStream(requests.sink());
        writer = new FrameWriter<>(toProbe);
        reader = new FrameReader<>(Channels.newInputStream(responses.source()), ProbeResponse.parser());
        InputStream in = Channels.newInputStream(requests.source());
        OutputStream out = Channels.newOutputStream(responses.sink());
        Conversation conversation = new Conversation(in, out, NanoClock.SYSTEM, exit::complete);
        Thread.ofPlatform().daemon().start(() -> converse(conversation));
        assertThat(reader.read().orElseThrow().hasHello()).isTrue();
    }

    /** Drives a probe that runs as a process of its own. */
    FakeAgent(Process process) {
        toProbe = process.getOutputStream();
        writer = new FrameWriter<>(toProbe);
        reader = new FrameReader<>(process.getInputStream(), ProbeResponse.parser());
        exit = process.onExit().thenApply(Process::exitValue);
    }

    private void converse(Conversation conversation) {
        try {
            exit.complete(conversation.run(Hello.getDefaultInstance()));
        } catch (IOException e) {
            exit.completeExceptionally(e);
        }
    }

    static Setup.Builder setup(Role role, String workload, int port) {
        return Setup.newBuilder()
                .setTrialId("t")
                .setToken(TOKEN)
                .setRole(role)
                .setWorkload(workload)
                .setLocalAddress("127.0.0.1")
                .setServerAddress("127.0.0.1")
                .setServerPort(port)
                .setCongestionControl("cubic")
                .setIntervalNanos(50 * MILLISECOND)
                .setWarmupNanos(100 * MILLISECOND)
                .setDurationNanos(WINDOW_NANOS)
                .setSetupTimeoutNanos(5_000 * MILLISECOND);
    }

    FakeAgent setup(Setup.Builder setup) throws IOException {
        return send(ProbeRequest.newBuilder().setSetup(setup));
    }

    FakeAgent start(long atNanos) throws IOException {
        return send(ProbeRequest.newBuilder().setStart(Start.newBuilder().setStartAtNanos(atNanos)));
    }

    FakeAgent stop() throws IOException {
        return send(ProbeRequest.newBuilder().setStop(Stop.getDefaultInstance()));
    }

    FakeAgent send(ProbeRequest.Builder request) throws IOException {
        writer.write(request.build());
        return this;
    }

    FakeAgent sendRaw(byte[] bytes) throws IOException {
        toProbe.write(bytes);
        return this;
    }

    ProbeResponse next() throws IOException {
        return reader.read().orElseThrow();
    }

    Prepared prepared() throws IOException {
        ProbeResponse response = next();
        assertThat(response.hasPrepared()).as("%s", response).isTrue();
        return response.getPrepared();
    }

    Interval interval() throws IOException {
        ProbeResponse response = next();
        assertThat(response.hasInterval()).as("%s", response).isTrue();
        return response.getInterval();
    }

    /** Collects intervals on the way. */
    Finished finished() throws IOException {
        ProbeResponse response = afterIntervals();
        assertThat(response.hasFinished()).as("%s", response).isTrue();
        return response.getFinished();
    }

    Failure failure() throws IOException {
        ProbeResponse response = afterIntervals();
        assertThat(response.hasFailure()).as("%s", response).isTrue();
        return response.getFailure();
    }

    /** Collects intervals on the way. */
    ProbeResponse last() throws IOException {
        return afterIntervals();
    }

    private ProbeResponse afterIntervals() throws IOException {
        ProbeResponse response = next();
        while (response.hasInterval()) {
            intervals.add(response.getInterval());
            response = next();
        }
        return response;
    }

    int exitStatus() throws Exception {
        return exit.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        toProbe.close();
    }
}
