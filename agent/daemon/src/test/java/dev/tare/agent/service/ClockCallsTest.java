package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.ClockEstimate;
import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.AgentServiceGrpc.AgentServiceBlockingStub;
import dev.tare.proto.agent.v1.AnswerClockRequest;
import dev.tare.proto.agent.v1.AnswerClockResponse;
import dev.tare.proto.agent.v1.AskClockRequest;
import dev.tare.proto.agent.v1.AskClockResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that asks itself: both clocks are one. */
@Timeout(60)
final class ClockCallsTest {

    private static final int QUESTIONS = 20;

    @TempDir
    private Path directory;

    private TestAgent agent;
    private AgentServiceBlockingStub stub;
    private final Context.CancellableContext call = Context.current().withCancellation();

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
    void agentsAskEachOther() throws Exception {
        AskClockResponse answer = stub.askClock(question(port()).build());

        List<Exchange> exchanges = answer.getExchangesList().stream()
                .map(it -> new Exchange(
                        it.getAskedNanos(), it.getReceivedNanos(), it.getSentNanos(), it.getAnsweredNanos()))
                .toList();
        ClockEstimate estimate =
                ClockFit.of(exchanges, ClockTolerance.COMPUTERS).orElseThrow().atMiddle();
        assertThat(answer.getAsked()).isEqualTo(QUESTIONS + 1);
        assertThat(Math.abs(estimate.offsetNanos())).isLessThanOrEqualTo(estimate.boundNanos());
    }

    @Test
    void aPortIsClosedWithItsCall() throws Exception {
        AnswerClockResponse port = port();
        call.cancel(null);

        // it takes a moment to see
        AskClockResponse answer = stub.askClock(question(port).build());
        while (answer.getExchangesCount() > 0) {
            answer = stub.askClock(question(port).build());
        }
        assertThat(answer.getAsked()).isPositive();
    }

    @Test
    void badQuestionsAreRefused() throws Exception {
        AnswerClockResponse port = port();
        refused(question(port).setQuestions(0));
        refused(question(port).setQuestions(-1));
        refused(question(port).setLimitNanos(Long.MAX_VALUE));
        refused(question(port).setAddress("somebody"));
        refused(question(port).setPort(70_000));
        refused(question(port).clearToken());
    }

    private void refused(AskClockRequest.Builder question) {
        try {
            var answer = stub.askClock(question.build());
            throw new AssertionError("answered: " + answer);
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    private AnswerClockResponse port() throws Exception {
        return call.call(
                () -> stub.answerClock(AnswerClockRequest.getDefaultInstance()).next());
    }

    private static AskClockRequest.Builder question(AnswerClockResponse port) {
        return AskClockRequest.newBuilder()
                .setAddress("127.0.0.1")
                .setPort(port.getPort())
                .setToken(port.getToken())
                .setQuestions(QUESTIONS)
                .setSpacingNanos(100_000)
                .setLimitNanos(5_000_000_000L);
    }
}
