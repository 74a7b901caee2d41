package dev.tare.controller.fleet;

import dev.tare.controller.fleet.AgentException.Problem;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call that is answered once and then left open: what the agent gave lasts as long as the call does. */
final class OpenCall<Q, R> implements ClientResponseObserver<Q, R> {

    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private volatile @Nullable ClientCallStreamObserver<Q> stream;

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> requests) {
        stream = requests;
    }

    @Override
    public void onNext(R value) {
        answer.complete(value);
    }

    @Override
    public void onError(Throwable thrown) {
        answer.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {
        answer.completeExceptionally(new IllegalStateException("the agent ended the call without an answer"));
    }

    /**
     * The answer; the call is ended when there is none.
     *
     * @param what for the sentence that it did not come: {@code did not open a port}
     */
    R await(Duration limit, String what, Failures failures) throws AgentException {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failures.of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            end();
            throw failures.exception(Problem.SILENT, what + " within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw failures.exception(Problem.SILENT, "was not waited for", e);
        }
    }

    void end() {
        ClientCallStreamObserver<Q> running = stream;
        if (running != null) {
            running.cancel("not needed any more", null);
        }
    }
}
