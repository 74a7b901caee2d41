package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
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
import dev.tare.proto.agent.v1.ClockExchange;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.FollowClockResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that asks itself: both clocks are one. */
@Timeout(60)
@Tag("slow")
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
        refused(question(port).setQuestions(10_001));
        refused(question(port).setSpacingNanos(0));
        refused(question(port).setSpacingNanos(99_999));
        refused(question(port).setSpacingNanos(10_000_001));
        refused(question(port).setSpacingNanos(-1));
        refused(question(port).setLimitNanos(Long.MAX_VALUE));
        refused(question(port).setAddress("somebody"));
        refused(question(port).setPort(70_000));
        refused(question(port).clearToken());
    }

    @Test
    void aClockIsFollowedUntilTheEnd() throws Exception {
        AnswerClockResponse port = port();
        List<ClockExchange> all = new ArrayList<>();
        // an answer that a busy machine brings too late is none
        do {
            Followed followed = follow(following(port).build());
            FollowClockResponse first = followed.next();
            assertThat(first.getExchangesCount()).isLessThanOrEqualTo(QUESTIONS);
            followed.requests().onCompleted();

            List<FollowClockResponse> rest = followed.rest();
            assertThat(rest).isNotEmpty();
            all.addAll(first.getExchangesList());
            rest.forEach(it -> all.addAll(it.getExchangesList()));
        } while (all.isEmpty());
        if (all.size() > 1) {
            assertThat(all.getLast().getReceivedNanos())
                    .isGreaterThan(all.getFirst().getSentNanos());
        }
    }

    @Test
    void nobodyIsFollowedForLongerThanWasSaid() throws Exception {
        Followed followed = follow(following(port()).setLimitNanos(1).build());
        assertThat(followed.next().getExchangesCount()).isBetween(0, QUESTIONS);
        // the call ends by itself
        assertThat(followed.rest()).isNotEmpty();
    }

    @Test
    void whoNeverAnsweredIsNotWaitedForAtTheEnd() throws Exception {
        AnswerClockResponse port = port();
        Followed followed = follow(
                following(port).setToken(ByteString.copyFrom(new byte[16])).build());
        assertThat(followed.next().getExchangesCount()).isZero();
        followed.requests().onCompleted();
        assertThat(followed.rest()).allMatch(it -> it.getExchangesCount() == 0);
    }

    @Test
    void onlySoManyClocksAreFollowedAtOnceAndAGoneCallerGivesItsPlaceBack() throws Exception {
        AnswerClockResponse port = port();
        List<Followed> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Followed followed = follow(following(port).build());
            followed.next();
            all.add(followed);
        }
        assertThat(follow(following(port).build()).failure()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);

        all.forEach(it -> it.requests().onError(Status.CANCELLED.asRuntimeException()));
        Followed again = follow(following(port).build());
        while (again.failure() == Status.Code.RESOURCE_EXHAUSTED) {
            again = follow(following(port).build());
        }
        again.requests().onError(Status.CANCELLED.asRuntimeException());
    }

    @Test
    void aRateOrATimeWithoutBoundIsRefused() throws Exception {
        AnswerClockResponse port = port();
        for (FollowClockRequest.Builder bad : List.of(
                following(port).setBurstQuestions(0),
                following(port).setBurstQuestions(101),
                following(port).setSpacingNanos(99_999),
                following(port).setPauseNanos(99_999_999),
                following(port).setPauseNanos(-1),
                following(port).setLimitNanos(86_400_000_000_001L),
                following(port).setAddress("224.0.0.1"),
                following(port).setAddress("0.0.0.0"),
                following(port).setAddress("somebody"),
                following(port).setPort(0),
                following(port).setPort(70_000),
                following(port).clearToken())) {
            assertThat(follow(bad.build()).failure()).as(bad.toString()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    private static FollowClockRequest.Builder following(AnswerClockResponse port) {
        return FollowClockRequest.newBuilder()
                .setAddress("127.0.0.1")
                .setPort(port.getPort())
                .setToken(port.getToken())
                .setBurstQuestions(QUESTIONS)
                .setSpacingNanos(100_000)
                .setPauseNanos(100_000_000)
                .setLimitNanos(60_000_000_000L);
    }

    private Followed follow(FollowClockRequest request) throws Exception {
        BlockingQueue<Object> said = new LinkedBlockingQueue<>();
        StreamObserver<FollowClockRequest> requests = AgentServiceGrpc.newStub(agent.channel())
                .followClock(new StreamObserver<>() {
                    @Override
                    public void onNext(FollowClockResponse response) {
                        said.add(response);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        said.add(Status.fromThrowable(thrown).getCode());
                    }

                    @Override
                    public void onCompleted() {
                        said.add(Status.Code.OK);
                    }
                });
        requests.onNext(request);
        return new Followed(requests, said);
    }

    /** A call, and what came of it so far. */
    private record Followed(StreamObserver<FollowClockRequest> requests, BlockingQueue<Object> said) {

        FollowClockResponse next() throws InterruptedException {
            return (FollowClockResponse) said.take();
        }

        List<FollowClockResponse> rest() throws InterruptedException {
            List<FollowClockResponse> rest = new ArrayList<>();
            Object each = said.take();
            while (each instanceof FollowClockResponse response) {
                rest.add(response);
                each = said.take();
            }
            assertThat(each).isEqualTo(Status.Code.OK);
            return rest;
        }

        /** Of the first word; null where it was an answer. */
        Status.@Nullable Code failure() throws InterruptedException {
            return said.take() instanceof Status.Code code ? code : null;
        }
    }

    private void refused(AskClockRequest.Builder question) {
        try {
            var answer = stub.askClock(question.build());
            throw new AssertionError("answered: " + answer);
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    /** None of them is answered, so that all last until their limit. */
    @Test
    void onlySoManyClocksAreAskedAtOnce() throws Exception {
        AnswerClockResponse port = port();
        AskClockRequest unanswered = question(port)
                .setToken(ByteString.copyFrom(new byte[16]))
                .setLimitNanos(5_000_000_000L)
                .setQuestions(10_000)
                .build();
        BlockingQueue<Status.Code> ends = new LinkedBlockingQueue<>();
        // one connection, that is there: all five come at once
        AgentServiceGrpc.AgentServiceStub together = AgentServiceGrpc.newStub(stub.getChannel());
        for (int i = 0; i < 5; i++) {
            together.askClock(unanswered, new StreamObserver<>() {
                @Override
                public void onNext(AskClockResponse response) {
                    assertThat(response.getExchangesCount()).isZero();
                }

                @Override
                public void onError(Throwable thrown) {
                    ends.add(Status.fromThrowable(thrown).getCode());
                }

                @Override
                public void onCompleted() {
                    ends.add(Status.Code.OK);
                }
            });
        }
        assertThat(ends.take()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        for (int i = 0; i < 4; i++) {
            assertThat(ends.take()).isEqualTo(Status.Code.OK);
        }
        assertThat(stub.askClock(question(port).build()).getExchangesCount()).isPositive();
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
