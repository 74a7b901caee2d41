package dev.tare.controller.fleet;

import dev.tare.common.clock.Exchange;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.FollowClockResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One agent asks another for its clock, again and again, until it is told to end. */
public final class ClockFollowing implements ClientResponseObserver<FollowClockRequest, FollowClockResponse> {

    private final Failures failures;
    private final List<Exchange> heard = new ArrayList<>();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile @Nullable ClientCallStreamObserver<FollowClockRequest> stream;

    ClockFollowing(Failures failures) {
        this.failures = failures;
    }

    /**
     * What came of it.
     *
     * @param exchanges asked on that agent's clock, answered on the other's; what was heard until it broke, where it did
     * @param why it broke; empty when it did not
     */
    public record Heard(List<Exchange> exchanges, Optional<AgentException> why) {

        public Heard {
            exchanges = List.copyOf(exchanges);
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<FollowClockRequest> requests) {
        stream = requests;
    }

    @Override
    public synchronized void onNext(FollowClockResponse response) {
        response.getExchangesList().stream().map(ClockAnswers::exchange).forEach(heard::add);
        begun.complete(null);
    }

    @Override
    public void onError(Throwable thrown) {
        over.completeExceptionally(thrown);
        begun.complete(null);
    }

    @Override
    public void onCompleted() {
        over.complete(null);
        begun.complete(null);
    }

    /** Waits, within a time, until the agent has told what it heard to its first questions, or that it cannot ask. */
    public void awaitFirst(Duration limit) throws InterruptedException {
        try {
            begun.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            // it asks on all the same, and what it hears counts
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed with a failure", e);
        }
    }

    /** Lets the agent ask a last time and waits, within a time, for all that it has heard. */
    public Heard end(Duration limit) throws InterruptedException {
        ClientCallStreamObserver<FollowClockRequest> running = stream;
        if (running == null) {
            throw new IllegalStateException("it has not begun");
        }
        Optional<AgentException> why = Optional.empty();
        try {
            if (!over.isDone()) {
                running.onCompleted();
            }
            over.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            why = Optional.of(failures.of(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            why = Optional.of(failures.exception(
                    AgentException.Problem.SILENT, "did not tell within " + limit.toMillis() + " ms what it heard", e));
        } finally {
            running.cancel("not needed any more", null);
        }
        synchronized (this) {
            return new Heard(heard, why);
        }
    }
}
