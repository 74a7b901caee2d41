package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.AgentServiceGrpc.AgentServiceBlockingStub;
import dev.tare.proto.agent.v1.DescribeRequest;
import dev.tare.proto.agent.v1.DescribeResponse;
import dev.tare.proto.agent.v1.HoldRequest;
import dev.tare.proto.agent.v1.Outcome;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HoldCallTest {

    private final Context.CancellableContext call = Context.current().withCancellation();

    @TempDir
    private Path directory;

    private TestAgent agent;
    private Channel channel;
    private AgentServiceBlockingStub stub;

    @BeforeEach
    void start() throws Exception {
        agent = new TestAgent(directory);
        channel = agent.channel();
        stub = AgentServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void stop() throws Exception {
        call.cancel(null);
        agent.close();
    }

    @Test
    void trialsOfAnotherHolderAreRefusedAndOnesOwnAreNot() throws Exception {
        hold("eve@elsewhere");
        assertThat(describe().getHeldBy()).isEqualTo("eve@elsewhere");
        assertThat(describe().getHeldSinceUnixNanos()).isPositive();

        TrialClient refused = TrialClient.open(channel);
        refused.setUp(TrialClient.setup("t1", "good"));
        ExecutionException why = catchThrowableOfType(
                ExecutionException.class, () -> refused.end().get(30, TimeUnit.SECONDS));
        assertThat(Status.fromThrowable(why).getDescription())
                .contains("held by eve@elsewhere since", "for all of its trials");

        TrialClient own = TrialClient.open(channel);
        own.setUp(TrialClient.setup("t2", "good").setHolder("eve@elsewhere"));
        own.awaitPrepared();
        own.startAt(System.nanoTime());
        assertThat(own.awaitDone().getOutcome()).isEqualTo(Outcome.OUTCOME_COMPLETED);
    }

    @Test
    void aSecondHolderIsToldWhoHasItAndComesInWhenTheCallEnds() throws Exception {
        hold("eve@elsewhere");
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, () -> hold("adam@home"));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(refused.getStatus().getDescription()).contains("held by eve@elsewhere since");

        call.cancel(null);
        while (!describe().getHeldBy().isEmpty()) {
            Thread.onSpinWait();
        }
        Context.CancellableContext second = Context.current().withCancellation();
        second.call(() -> stub.hold(request("adam@home")).next());
        assertThat(describe().getHeldBy()).isEqualTo("adam@home");
        second.cancel(null);
    }

    @Test
    void whoAsksAgainKeepsIt() throws Exception {
        hold("eve@elsewhere");
        Context.CancellableContext second = Context.current().withCancellation();
        second.call(() -> stub.hold(request("eve@elsewhere")).next());
        call.cancel(null);

        // an answer on the same connection comes after the cancellation
        assertThat(describe().getHeldBy()).isEqualTo("eve@elsewhere");
        second.cancel(null);
    }

    @Test
    void nobodyIsNoHolder() {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, () -> hold(" "));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    private void hold(String holder) throws Exception {
        call.call(() -> stub.hold(request(holder)).next());
    }

    private static HoldRequest request(String holder) {
        return HoldRequest.newBuilder().setHolder(holder).build();
    }

    private DescribeResponse describe() {
        return stub.describe(DescribeRequest.newBuilder().setKnownOnly(true).build());
    }
}
