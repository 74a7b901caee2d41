package dev.tare.controller.fleet;

import dev.tare.controller.fleet.AgentException.Problem;
import dev.tare.proto.agent.v1.ExchangeClockRequest;
import dev.tare.proto.agent.v1.ExchangeClockResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One question for an agent's wall clock, compared with this machine's half way between question and answer. */
final class WallQuestion implements ClientResponseObserver<ExchangeClockRequest, ExchangeClockResponse> {

    private final InstantSource wall;
    private final Failures failures;
    private final CompletableFuture<Duration> ahead = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<ExchangeClockRequest> stream;
    private @Nullable Instant asked;

    WallQuestion(InstantSource wall, Failures failures) {
        this.wall = wall;
        this.failures = failures;
    }

    /** How far the agent's clock is ahead of this machine's; negative when behind. */
    CompletableFuture<Duration> ahead() {
        return ahead;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ExchangeClockRequest> requests) {
        stream = requests;
        requests.setOnReadyHandler(() -> {
            if (asked == null) {
                asked = wall.instant();
                requests.onNext(ExchangeClockRequest.getDefaultInstance());
            }
        });
    }

    @Override
    public void onNext(ExchangeClockResponse answer) {
        Instant began = asked == null ? wall.instant() : asked;
        Duration half = Duration.between(began, wall.instant()).dividedBy(2);
        ahead.complete(Duration.between(began.plus(half), Instant.EPOCH.plusNanos(answer.getWallUnixNanos())));
        if (stream != null) {
            stream.onCompleted();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        ahead.completeExceptionally(failures.of(thrown));
    }

    @Override
    public void onCompleted() {
        ahead.completeExceptionally(failures.exception(Problem.REFUSED, "did not say what its wall clock shows"));
    }
}
