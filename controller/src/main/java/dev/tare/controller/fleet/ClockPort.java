package dev.tare.controller.fleet;

import dev.tare.controller.fleet.AgentException.Problem;
import dev.tare.proto.agent.v1.AnswerClockRequest;
import dev.tare.proto.agent.v1.AnswerClockResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A UDP port where an agent answers questions for its clock, until this is closed. */
public final class ClockPort implements AutoCloseable {

    private final InetSocketAddress address;
    private final byte[] token;
    private final Call call;

    private ClockPort(InetSocketAddress address, byte[] token, Call call) {
        this.address = address;
        this.token = token;
        this.call = call;
    }

    static ClockPort of(InetAddress host, Call call, Duration limit, Failures failures) throws AgentException {
        try {
            AnswerClockResponse opened = call.opened.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return new ClockPort(
                    new InetSocketAddress(host, opened.getPort()),
                    opened.getToken().toByteArray(),
                    call);
        } catch (ExecutionException e) {
            throw failures.of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            call.cancel();
            throw failures.exception(Problem.SILENT, "did not open a port for its clock within " + limit, e);
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw failures.exception(Problem.SILENT, "was not waited for", e);
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    /** What questions have to carry. */
    public byte[] token() {
        return token.clone();
    }

    @Override
    public void close() {
        call.cancel();
    }

    /** The call that holds the port open. */
    static final class Call implements ClientResponseObserver<AnswerClockRequest, AnswerClockResponse> {

        private final CompletableFuture<AnswerClockResponse> opened = new CompletableFuture<>();
        private volatile @Nullable ClientCallStreamObserver<AnswerClockRequest> stream;

        @Override
        public void beforeStart(ClientCallStreamObserver<AnswerClockRequest> requests) {
            stream = requests;
        }

        @Override
        public void onNext(AnswerClockResponse answer) {
            opened.complete(answer);
        }

        @Override
        public void onError(Throwable thrown) {
            opened.completeExceptionally(thrown);
        }

        @Override
        public void onCompleted() {
            opened.completeExceptionally(new IllegalStateException("the agent ended the call without a port"));
        }

        private void cancel() {
            ClientCallStreamObserver<AnswerClockRequest> running = stream;
            if (running != null) {
                running.cancel("the clock's port is not needed any more", null);
            }
        }
    }
}
