package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tare.agent.ledger.Entry;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.DescribeRequest;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.Side;
import dev.tare.proto.agent.v1.SweepRequest;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialSetup;
import io.grpc.Channel;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of one trial on one agent. */
@Timeout(60)
@Tag("slow")
final class OneHostTest {

    @TempDir
    private Path directory;

    private TestAgent agent;
    private Channel channel;
    private TrialClient server;

    @BeforeEach
    void start() throws Exception {
        agent = new TestAgent(directory);
        channel = agent.channel();
        server = TrialClient.open(channel);
        server.setUp(TrialClient.within("t1", Side.SIDE_SERVER));
        server.awaitPrepared();
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    @Test
    void theOtherSideIsLetInAndNobodyElse() throws Exception {
        refuse(TrialClient.setup("t2", "good"));
        refuse(TrialClient.within("t2", Side.SIDE_CLIENT));
        refuse(TrialClient.within("t1", Side.SIDE_SERVER));
        refuse(TrialClient.within("t1", Side.SIDE_CLIENT).setHolder("somebody@else"));
        refuse(TrialClient.within("t1", Side.SIDE_CLIENT).setPeerHostAddress("10.1.0.2"));
        TrialSetup.Builder guess = TrialClient.within("t1", Side.SIDE_CLIENT);
        guess.getProbeBuilder().setToken(ByteString.copyFromUtf8("guessed"));
        refuse(guess);
        TrialClient client = client();
        refuse(TrialClient.within("t1", Side.SIDE_CLIENT));
        refuse(TrialClient.setup("t2", "good"));
        assertThat(agent.ledger.open()).extracting(Entry::trialId).containsExactlyInAnyOrder("t1-s", "t1-c");
        end(client);
        end(server);
    }

    @Test
    void eachSideIsTornDownAndAuditedByItself() throws Exception {
        TrialClient client = client();
        agent.ledger.record("t1", "fake-process", "what both use", Map.of());
        end(client);
        assertThat(agent.ledger.open())
                .as("the other side's, and what both use")
                .extracting(Entry::trialId)
                .containsExactly("t1-s", "t1");
        assertThat(agent.runtime.alive()).isEqualTo(1);
        var swept = AgentServiceGrpc.newBlockingStub(channel).sweep(SweepRequest.getDefaultInstance());
        assertThat(swept.getReapedList()).isEmpty();
        refuse(TrialClient.within("t1", Side.SIDE_CLIENT));
        end(server);
        assertThat(agent.ledger.open()).isEmpty();
        assertThat(agent.runtime.alive()).isZero();
    }

    @Test
    void streamsThatDieTearBothSidesDown() throws Exception {
        TrialClient client = client();
        client.startAt(System.nanoTime());
        server.startAt(System.nanoTime());
        client.await(RunTrialResponse::hasInterval);
        long diedNanos = System.nanoTime();
        client.cancel();
        server.cancel();
        while (!heldBy().isEmpty()) {
            assertThat(System.nanoTime() - diedNanos).isLessThan(TimeUnit.SECONDS.toNanos(30));
            Thread.sleep(20);
        }
        assertThat(agent.ledger.open()).isEmpty();
        assertThat(agent.runtime.alive()).isZero();
    }

    private TrialClient client() throws Exception {
        TrialClient client = TrialClient.open(agent.channel());
        client.setUp(TrialClient.within("t1", Side.SIDE_CLIENT));
        client.awaitPrepared();
        return client;
    }

    private static void end(TrialClient side) throws Exception {
        side.stop("enough");
        TrialDone done = side.awaitDone();
        assertThat(done.getOutcome()).isEqualTo(Outcome.OUTCOME_STOPPED);
        assertThat(done.getAudit().getPerformed()).isTrue();
        assertThat(done.getAudit().getLeftBehindList()).isEmpty();
    }

    private String heldBy() {
        return AgentServiceGrpc.newBlockingStub(channel)
                .describe(DescribeRequest.newBuilder().setKnownOnly(true).build())
                .getHeldBy();
    }

    private void refuse(TrialSetup.Builder setup) throws Exception {
        TrialClient late = TrialClient.open(channel);
        late.setUp(setup);
        try {
            late.end().get(10, TimeUnit.SECONDS);
            throw new AssertionError("not refused");
        } catch (ExecutionException e) {
            Status status = Status.fromThrowable(e.getCause());
            assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(status.getDescription()).startsWith("held by test@host since ");
        }
    }
}
