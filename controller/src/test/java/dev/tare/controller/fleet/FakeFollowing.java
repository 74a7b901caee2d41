package dev.tare.controller.fleet;

import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.common.clock.udp.HostClocks;
import dev.tare.proto.agent.v1.ClockExchange;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.FollowClockResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fake agent asks another's real port: many times when it is told where, and again at the end. */
final class FakeFollowing implements StreamObserver<FollowClockRequest> {

    /** Less than the controller waits for what was heard last. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final StreamObserver<FollowClockResponse> answer;
    private @Nullable FollowClockRequest request;

    FakeFollowing(StreamObserver<FollowClockResponse> answer) {
        this.answer = answer;
    }

    @Override
    public void onNext(FollowClockRequest asked) {
        request = asked;
        ask(asked);
    }

    @Override
    public void onError(Throwable thrown) {
        // the controller went away: nobody is left to be told
    }

    @Override
    public void onCompleted() {
        if (request != null) {
            ask(request);
        }
        answer.onCompleted();
    }

    private void ask(FollowClockRequest to) {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral(to.getAddress()), to.getPort());
        FollowClockResponse.Builder heard = FollowClockResponse.newBuilder();
        try (ClockAsker asker =
                ClockAsker.open(local, peer, to.getToken().toByteArray(), HostClocks.of(FakeAgent::clockNanos))) {
            asker.ask(to.getBurstQuestions(), Duration.ofNanos(to.getSpacingNanos()), LIMIT)
                    .exchanges()
                    .forEach(it -> heard.addExchanges(ClockExchange.newBuilder()
                            .setAskedNanos(it.t1())
                            .setReceivedNanos(it.t2())
                            .setSentNanos(it.t3())
                            .setAnsweredNanos(it.t4())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer.onNext(heard.build());
    }
}
