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

/** Clocks over UDP on the management network: a port that answers while its call is open, and questions to such a port. */
final class ClockCalls {

    private static final int MOST_QUESTIONS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final InetAddress local;
    private final ClockPlaces places = new ClockPlaces();

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
        if (!places.take()) {
            out.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("no more clocks are asked at once")
                    .asRuntimeException());
            return;
        }
        // waiting for an answer holds its carrier
        Thread.ofPlatform().name("tare-clock-ask").daemon().start(() -> run(request, out));
    }

    private void run(AskClockRequest request, StreamObserver<AskClockResponse> out) {
        AskClockResponse.Builder answer = AskClockResponse.newBuilder();
        Status end = places.ask(() -> ask(request, answer));
        if (end.isOk()) {
            out.onNext(answer.build());
            out.onCompleted();
        } else {
            out.onError(end.asRuntimeException());
        }
    }

    StreamObserver<FollowClockRequest> follow(ServerCallStreamObserver<FollowClockResponse> out) {
        return new FollowCall(local, places, out);
    }

    private void ask(AskClockRequest request, AskClockResponse.Builder answer)
            throws IOException, InterruptedException {
        FollowCall.within("questions", request.getQuestions(), 1, MOST_QUESTIONS);
        FollowCall.within(
                "ns of spacing",
                request.getSpacingNanos(),
                FollowCall.LEAST_SPACING.toNanos(),
                FollowCall.MOST_SPACING.toNanos());
        FollowCall.within("ns of limit", request.getLimitNanos(), 0, LONGEST.toNanos());
        ClockPeer peer = ClockPeer.of(request.getAddress(), request.getPort(), request.getToken());
        try (ClockAsker asker = peer.asker(local)) {
            // one more than is asked for: an answer brings the last stamp of the one before
            ClockAsker.Asked asked = asker.ask(
                    request.getQuestions() + 1,
                    Duration.ofNanos(request.getSpacingNanos()),
                    Duration.ofNanos(request.getLimitNanos()));
            answer.setAsked(asked.asked()).setWallSteps(asked.wallSteps());
            asked.exchanges().forEach(exchange -> answer.addExchanges(ClockPeer.wire(exchange)));
        }
    }
}
