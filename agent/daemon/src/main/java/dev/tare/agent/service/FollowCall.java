package dev.tare.agent.service;

import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.FollowClockResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows another agent's clock while a trial lasts. What was heard waits here until the end, or until it is much, so that
 * measured traffic does not share its CPU with the telling.
 */
final class FollowCall implements StreamObserver<FollowClockRequest> {

    static final Duration LEAST_SPACING = Duration.ofNanos(100_000);
    static final Duration MOST_SPACING = Duration.ofMillis(10);
    private static final int MOST_QUESTIONS = 100;
    private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Questions without an answer take their time. */
    private static final Duration BURST_LIMIT = Duration.ofMillis(500);

    private static final int MUCH = 1000;

    private final InetAddress local;
    private final ClockPlaces places;
    private final ServerCallStreamObserver<FollowClockResponse> out;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Exchange> untold = new ArrayList<>();
    private volatile boolean askedAgain;
    private boolean begun;
    private boolean answered;

    /** @param places of which this takes one as long as it asks */
    FollowCall(InetAddress local, ClockPlaces places, ServerCallStreamObserver<FollowClockResponse> out) {
        this.local = local;
        this.places = places;
        this.out = out;
        out.setOnCancelHandler(over::countDown);
    }

    @Override
    public void onNext(FollowClockRequest request) {
        if (begun) {
            // the one that is asked may be telling something: it says so at its end
            askedAgain = true;
            over.countDown();
            return;
        }
        begun = true;
        try {
            ClockPeer peer = peer(request);
            if (!places.take()) {
                fail(Status.RESOURCE_EXHAUSTED.withDescription("no more clocks are followed at once"));
                return;
            }
            // waiting for an answer holds its carrier
            Thread.ofPlatform().name("tare-clock-follow").daemon().start(() -> run(peer, request));
        } catch (IllegalArgumentException e) {
            fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()).withCause(e));
        }
    }

    @Override
    public void onError(Throwable thrown) {
        // whoever asked is gone, and the cancel handler has seen it
        over.countDown();
    }

    @Override
    public void onCompleted() {
        if (!begun) {
            out.onCompleted();
        }
        over.countDown();
    }

    private static ClockPeer peer(FollowClockRequest request) {
        within("questions", request.getBurstQuestions(), 1, MOST_QUESTIONS);
        within("ns of spacing", request.getSpacingNanos(), LEAST_SPACING.toNanos(), MOST_SPACING.toNanos());
        within("ns of limit", request.getLimitNanos(), 0, LONGEST.toNanos());
        within("ns of pause", request.getPauseNanos(), LEAST_PAUSE.toNanos(), LONGEST.toNanos());
        return ClockPeer.of(request.getAddress(), request.getPort(), request.getToken());
    }

    static void within(String what, long asked, long least, long most) {
        if (asked < least || asked > most) {
            throw new IllegalArgumentException(
                    "from " + least + " to " + most + " " + what + ", not " + Long.toUnsignedString(asked));
        }
    }

    private void run(ClockPeer peer, FollowClockRequest request) {
        Status end = places.ask(() -> {
            try (ClockAsker asker = peer.asker(local)) {
                follow(asker, request);
                if (askedAgain) {
                    throw new IllegalArgumentException("one clock is followed in a call");
                }
                tell();
            }
        });
        if (end.isOk()) {
            out.onCompleted();
        } else {
            fail(end);
        }
    }

    private void follow(ClockAsker asker, FollowClockRequest request) throws IOException, InterruptedException {
        Duration spacing = Duration.ofNanos(request.getSpacingNanos());
        long endNanos = System.nanoTime() + request.getLimitNanos();
        ask(asker, request.getBurstQuestions(), spacing);
        tell();
        while (!over.await(request.getPauseNanos(), TimeUnit.NANOSECONDS) && System.nanoTime() < endNanos) {
            ask(asker, 1, spacing);
            if (untold.size() >= MUCH) {
                tell();
            }
        }
        // nobody is waited for who has never answered
        if (answered && !out.isCancelled()) {
            ask(asker, request.getBurstQuestions(), spacing);
        }
    }

    private void ask(ClockAsker asker, int questions, Duration spacing) throws IOException, InterruptedException {
        untold.addAll(asker.ask(questions, spacing, BURST_LIMIT).exchanges());
        answered |= !untold.isEmpty();
    }

    private void tell() {
        FollowClockResponse.Builder heard = FollowClockResponse.newBuilder();
        untold.forEach(exchange -> heard.addExchanges(ClockPeer.wire(exchange)));
        untold.clear();
        out.onNext(heard.build());
    }

    private void fail(Status status) {
        out.onError(status.asRuntimeException());
    }
}
