package dev.tare.controller.fleet;

import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.AgentException.Problem;
import dev.tare.controller.trial.ClockReading;
import dev.tare.proto.agent.v1.ExchangeClockRequest;
import dev.tare.proto.agent.v1.ExchangeClockResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Question after question on one stream, each sent when the one before is answered. Used once, by one thread at a time. */
final class ClockExchange implements ClientResponseObserver<ExchangeClockRequest, ExchangeClockResponse> {

    private final ControllerClock clock;
    private final int wanted;
    private final Failures failures;
    private final CompletableFuture<ClockReading> result = new CompletableFuture<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private @Nullable ClientCallStreamObserver<ExchangeClockRequest> requests;
    private boolean asked;
    private long askedNanos;
    /** The answer that was the least time on its way; its wall clock is the best known. */
    private long leastNanos = Long.MAX_VALUE;

    private @Nullable Long wallAhead;

    ClockExchange(ControllerClock clock, int wanted, Failures failures) {
        this.clock = clock;
        this.wanted = wanted;
        this.failures = failures;
    }

    CompletableFuture<ClockReading> result() {
        return result;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ExchangeClockRequest> stream) {
        requests = stream;
        // not before the transport is there: connecting is no part of the delay
        stream.setOnReadyHandler(() -> {
            if (!asked) {
                asked = true;
                ask(stream);
            }
        });
    }

    @Override
    public void onNext(ExchangeClockResponse answer) {
        long answeredNanos = clock.nanos();
        ClientCallStreamObserver<ExchangeClockRequest> stream = requests;
        if (stream == null || result.isDone()) {
            return;
        }
        if (answer.getSequence() != exchanges.size()) {
            stream.cancel("an answer out of order", null);
            result.completeExceptionally(failures.exception(
                    Problem.REFUSED,
                    "answered question " + answer.getSequence() + " where " + exchanges.size() + " was asked"));
            return;
        }
        exchanges.add(new Exchange(askedNanos, answer.getReceivedNanos(), answer.getSentNanos(), answeredNanos));
        if (answer.getWallUnixNanos() != 0 && answeredNanos - askedNanos < leastNanos) {
            leastNanos = answeredNanos - askedNanos;
            wallAhead = answer.getWallUnixNanos() - askedNanos - leastNanos / 2;
        }
        if (exchanges.size() < wanted) {
            ask(stream);
        } else {
            stream.onCompleted();
            complete(answeredNanos);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        result.completeExceptionally(failures.of(thrown));
    }

    @Override
    public void onCompleted() {
        result.completeExceptionally(
                failures.exception(Problem.REFUSED, "ended the exchange of clocks before it was answered"));
    }

    private void ask(ClientCallStreamObserver<ExchangeClockRequest> stream) {
        var question =
                ExchangeClockRequest.newBuilder().setSequence(exchanges.size()).build();
        askedNanos = clock.nanos();
        stream.onNext(question);
    }

    private void complete(long atNanos) {
        Long wallUnixNanos = wallAhead == null ? null : wallAhead + atNanos;
        ClockFit.of(exchanges, ClockTolerance.COMPUTERS)
                .ifPresentOrElse(
                        fit -> result.complete(
                                new ClockReading(atNanos, fit.at(atNanos).offset(), wallUnixNanos)),
                        () -> result.completeExceptionally(failures.exception(
                                Problem.REFUSED, "says that it took longer to answer than the answer took to come")));
    }
}
