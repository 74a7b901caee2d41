package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.AgentServiceGrpc.AgentServiceBlockingStub;
import dev.tare.proto.agent.v1.AnswerPathRequest;
import dev.tare.proto.agent.v1.AnswerPathResponse;
import dev.tare.proto.agent.v1.AskPathRequest;
import dev.tare.proto.agent.v1.AskPathResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that sends to itself over the loopback device, whose MTU is 65536. */
@Timeout(60)
@Tag("slow")
final class PathCallsTest {

    private final Context.CancellableContext call = Context.current().withCancellation();

    @TempDir
    private Path directory;

    private TestAgent agent;
    private AgentServiceBlockingStub stub;

    @BeforeEach
    void start() throws Exception {
        agent = new TestAgent(directory);
        stub = AgentServiceGrpc.newBlockingStub(agent.channel());
    }

    @AfterEach
    void stop() throws Exception {
        call.cancel(null);
        agent.close();
    }

    @Test
    void whatIsSentComesBackWhole() throws Exception {
        AskPathRequest question = question(port("127.0.0.1")).setMtuBytes(9_000).build();
        AskPathResponse answer;
        do {
            answer = stub.askPath(question);
            // an answer that a busy machine brings too late is none
        } while (answer.getLargestPacketBytes() < 9_000);

        assertThat(answer.getAnswered()).isBetween(1, answer.getAsked());
        assertThat(answer.getRoundTripNanos()).isPositive();
        assertThat(answer.getLargestPacketBytes()).isEqualTo(9_000);
        assertThat(answer.getError()).isEmpty();
    }

    @Test
    void whereNobodyAnswersNothingComesBack() throws Exception {
        AnswerPathResponse port = port("127.0.0.1");
        AnswerPathResponse stranger = port.toBuilder()
                .setToken(com.google.protobuf.ByteString.copyFrom(new byte[PathEcho.TOKEN_BYTES]))
                .build();

        AskPathResponse answer = stub.askPath(question(stranger).build());

        assertThat(answer.getAnswered()).isZero();
        assertThat(answer.getLargestPacketBytes()).isZero();
    }

    @Test
    void badQuestionsAreRefused() throws Exception {
        AnswerPathResponse port = port("127.0.0.1");
        refused(() -> port("192.0.2.1"), "does not have the address 192.0.2.1");
        refused(() -> port("somewhere"), "somewhere");
        refused(() -> stub.askPath(question(port).setLocalAddress("192.0.2.1").build()), "192.0.2.1");
        refused(() -> stub.askPath(question(port).setMtuBytes(100).build()), "an MTU is from 576");
        refused(() -> stub.askPath(question(port).setMtuBytes(-1).build()), "4294967295");
        refused(() -> stub.askPath(question(port).clearToken().build()), "a token of 0 bytes");
        refused(() -> stub.askPath(question(port).setPort(70_000).build()), "70000");
    }

    private interface Question {
        Object ask() throws Exception;
    }

    private static void refused(Question question, String words) {
        StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, question::ask);
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.getStatus().getDescription()).contains(words);
    }

    private AnswerPathResponse port(String address) throws Exception {
        return call.call(() -> stub.answerPath(
                        AnswerPathRequest.newBuilder().setAddress(address).build())
                .next());
    }

    private static AskPathRequest.Builder question(AnswerPathResponse port) {
        return AskPathRequest.newBuilder()
                .setLocalAddress("127.0.0.1")
                .setAddress("127.0.0.1")
                .setPort(port.getPort())
                .setToken(port.getToken())
                .setMtuBytes(1_500);
    }
}
