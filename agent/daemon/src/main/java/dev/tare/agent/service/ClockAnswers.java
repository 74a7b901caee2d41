package dev.tare.agent.service;

import dev.tare.proto.agent.v1.ExchangeClockRequest;
import dev.tare.proto.agent.v1.ExchangeClockResponse;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Answers each question for the clock at once; runs on the network's own thread, so that no queue adds to the delay. */
final class ClockAnswers implements StreamObserver<ExchangeClockRequest> {

    private final StreamObserver<ExchangeClockResponse> out;

    ClockAnswers(StreamObserver<ExchangeClockResponse> out) {
        this.out = out;
    }

    @Override
    public void onNext(ExchangeClockRequest request) {
        long receivedNanos = System.nanoTime();
        Instant wall = Instant.now();
        ExchangeClockResponse.Builder answer = ExchangeClockResponse.newBuilder()
                .setSequence(request.getSequence())
                .setReceivedNanos(receivedNanos)
                .setWallUnixNanos(TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano());
        out.onNext(answer.setSentNanos(System.nanoTime()).build());
    }

    @Override
    public void onError(Throwable thrown) {
        // the asker is gone; there is nothing to take back
    }

    @Override
    public void onCompleted() {
        out.onCompleted();
    }
}
