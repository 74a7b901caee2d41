package dev.tare.agent.service;

import com.google.protobuf.ByteString;
import dev.tare.common.clock.udp.ClockAnswerer;
import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.common.clock.udp.HostClocks;
import dev.tare.proto.agent.v1.AnswerClockResponse;
import dev.tare.proto.agent.v1.AskClockRequest;
import dev.tare.proto.agent.v1.AskClockResponse;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.FollowClockResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Clocks over UDP on the management network: a port that answers while its call is open, and questions to such a port. */
final class ClockCalls {

    private static final int MOST_QUESTIONS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** One for each trial that this host can be in, and some that a controller which is gone has not ended yet. */
    private static final int MOST_FOLLOWED = 4;

    private final InetAddress local;
    private final Semaphore followed = new Semaphore(MOST_FOLLOWED);

    @Inject
    ClockCalls(ServerSettings settings) {
        this.local = settings.listen().getAddress();
    }

    void answer(ServerCallStreamObserver<AnswerClockResponse> out) {
        ClockAnswerer answerer;
        try {
            answerer = ClockAnswerer.open(local, HostClocks.of(System::nanoTime));
        } catch (IOException e) {
            out.onError(
                    Status.INTERNAL.withDescription(e.getMessage()).withCause(e).asRuntimeException());
            return;
        }
        out.setOnCancelHandler(answerer::close);
        out.onNext(AnswerClockResponse.newBuilder()
                .setPort(answerer.address().getPort())
                .setToken(ByteString.copyFrom(answerer.token()))
                .build());
    }

    void ask(AskClockRequest request, StreamObserver<AskClockResponse> out) {
        // waiting for an answer holds its carrier
        Thread.ofPlatform().name("tare-clock-ask").daemon().start(() -> {
            try {
                out.onNext(asked(request));
                out.onCompleted();
            } catch (IllegalArgumentException e) {
                out.onError(Status.INVALID_ARGUMENT
                        .withDescription(e.getMessage())
                        .withCause(e)
                        .asRuntimeException());
            } catch (IOException e) {
                out.onError(Status.INTERNAL
                        .withDescription(e.getMessage())
                        .withCause(e)
                        .asRuntimeException());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                out.onError(Status.UNAVAILABLE.withCause(e).asRuntimeException());
            }
        });
    }

    StreamObserver<FollowClockRequest> follow(ServerCallStreamObserver<FollowClockResponse> out) {
        return new FollowCall(local, followed, out);
    }

    private AskClockResponse asked(AskClockRequest request) throws IOException, InterruptedException {
        if (request.getQuestions() < 1 || request.getQuestions() > MOST_QUESTIONS) {
            throw new IllegalArgumentException("from 1 to " + MOST_QUESTIONS + " questions, not "
                    + Integer.toUnsignedString(request.getQuestions()));
        }
        Duration limit = Duration.ofNanos(request.getLimitNanos());
        if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("at most " + LONGEST.toSeconds() + " s");
        }
        ClockPeer peer = ClockPeer.of(request.getAddress(), request.getPort(), request.getToken());
        try (ClockAsker asker = peer.asker(local)) {
            ClockAsker.Asked asked =
                    asker.ask(request.getQuestions(), Duration.ofNanos(request.getSpacingNanos()), limit);
            AskClockResponse.Builder answer =
                    AskClockResponse.newBuilder().setAsked(asked.asked()).setWallSteps(asked.wallSteps());
            asked.exchanges().forEach(exchange -> answer.addExchanges(ClockPeer.wire(exchange)));
            return answer.build();
        }
    }
}
