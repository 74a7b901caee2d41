package dev.tare.agent.service;

import com.google.protobuf.ByteString;
import dev.tare.common.Protocol;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.RunTrialRequest;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.Side;
import dev.tare.proto.agent.v1.StartAt;
import dev.tare.proto.agent.v1.StopTrial;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.agent.v1.TrialSetup;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A controller as far as one side of one trial needs one; it can stop reading. */
final class TrialClient implements ClientResponseObserver<RunTrialRequest, RunTrialResponse> {

    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final boolean reads;
    private final BlockingQueue<RunTrialResponse> arrived = new LinkedBlockingQueue<>();
    private final List<RunTrialResponse> seen = new ArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    @SuppressWarnings("NullAway.Init") // gRPC calls beforeStart first
    private ClientCallStreamObserver<RunTrialRequest> requests;

    private TrialClient(boolean reads) {
        this.reads = reads;
    }

    static TrialClient open(Channel channel) {
        return open(channel, true);
    }

    /** @param reads false: only what {@link #read} asks for */
    static TrialClient open(Channel channel, boolean reads) {
        var client = new TrialClient(reads);
        var ignored = AgentServiceGrpc.newStub(channel).runTrial(client);
        assert ignored != null;
        return client;
    }

    static TrialSetup.Builder setup(String trialId, String mode) {
        return TrialSetup.newBuilder()
                .setProtocolVersion(Protocol.VERSION)
                .setHolder("test@host")
                .setTrialId(trialId)
                .setSide(Side.SIDE_SERVER)
                .setRuntime("fake")
                .putRuntimeOptions("mode", mode)
                .setNetwork("fake")
                .setDataInterface("eth1")
                .setLocalAddress("10.1.0.1/24")
                .setPeerAddress("10.1.0.2")
                .setHostAddress("10.1.0.1")
                .setPeerHostAddress("10.1.0.2")
                .setMtuBytes(1500)
                .setHostSampleIntervalNanos(20_000_000)
                .setPrepareTimeoutNanos(15_000_000_000L)
                .setProbe(Setup.newBuilder()
                        .setRole(Role.ROLE_SERVER)
                        .setIntervalNanos(20_000_000)
                        .setWarmupNanos(5_000_000_000L));
    }

    /** One side of a trial that has the other one on the same host. */
    static TrialSetup.Builder within(String trialId, Side side) {
        TrialSetup.Builder setup = setup(trialId, "endless").setSide(side).setPeerHostAddress("10.1.0.1");
        setup.getProbeBuilder()
                .setRole(side == Side.SIDE_CLIENT ? Role.ROLE_CLIENT : Role.ROLE_SERVER)
                .setToken(ByteString.copyFromUtf8("token of " + trialId));
        return setup;
    }

    void setUp(TrialSetup.Builder setup) {
        requests.onNext(RunTrialRequest.newBuilder().setSetup(setup).build());
    }

    void startAt(long nanos) {
        requests.onNext(RunTrialRequest.newBuilder()
                .setStartAt(StartAt.newBuilder().setStartAtNanos(nanos))
                .build());
    }

    /** A request of no kind that this protocol has. */
    void sendNothing() {
        requests.onNext(RunTrialRequest.getDefaultInstance());
    }

    void stop(String reason) {
        requests.onNext(RunTrialRequest.newBuilder()
                .setStop(StopTrial.newBuilder().setReason(reason))
                .build());
    }

    void halfClose() {
        requests.onCompleted();
    }

    void cancel() {
        requests.cancel("test", null);
    }

    void read(int messages) {
        requests.request(messages);
    }

    TrialPrepared awaitPrepared() throws InterruptedException {
        return await(RunTrialResponse::hasPrepared).getPrepared();
    }

    TrialDone awaitDone() throws InterruptedException {
        return await(RunTrialResponse::hasDone).getDone();
    }

    RunTrialResponse await(Predicate<RunTrialResponse> wanted) throws InterruptedException {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            RunTrialResponse next = arrived.poll(50, TimeUnit.MILLISECONDS);
            if (next == null) {
                if (end.isCompletedExceptionally()) {
                    throw new AssertionError("the stream failed", end.exceptionNow());
                }
                if (System.nanoTime() - endNanos > 0) {
                    throw new AssertionError("not in time; seen " + seen);
                }
                continue;
            }
            seen.add(next);
            if (wanted.test(next)) {
                return next;
            }
            if (next.hasDone()) {
                throw new AssertionError("done already: " + next);
            }
        }
    }

    /** Completes when the stream has; with the failure where it failed. */
    CompletableFuture<Void> end() {
        return end;
    }

    List<RunTrialResponse> seen() {
        return seen;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<RunTrialRequest> stream) {
        requests = stream;
        if (!reads) {
            stream.disableAutoRequestWithInitial(1);
        }
    }

    @Override
    public void onNext(RunTrialResponse response) {
        arrived.add(response);
    }

    @Override
    public void onError(Throwable thrown) {
        end.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {
        end.complete(null);
    }
}
