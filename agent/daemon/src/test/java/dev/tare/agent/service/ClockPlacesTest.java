package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tare.common.tls.TlsFiles;
import dev.tare.proto.agent.v1.AskClockRequest;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.FollowClockResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All places but one are taken by questions to somebody who is silent. */
@Timeout(30)
final class ClockPlacesTest {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Path nowhere = Path.of("/nonexistent");
    private final ClockCalls calls = new ClockCalls(new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new TlsFiles(nowhere, nowhere, nowhere)));
    private final BlockingQueue<Status.Code> said = new LinkedBlockingQueue<>();
    private DatagramSocket silent;

    @BeforeEach
    void allButOneAreTaken() throws Exception {
        silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        for (int taken = 0; taken < 3; taken++) {
            calls.ask(question(10_000, 2 * SECOND_NANOS), new Caller<>(() -> {}));
        }
    }

    @AfterEach
    void close() {
        silent.close();
    }

    @Test
    void whoHearsTheEndOfAQuestionFindsItsPlaceFree() throws Exception {
        calls.ask(question(1, 0), new Caller<>(this::askAgain));
        assertThat(said.take()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void whoHearsThatAQuestionIsRefusedFindsItsPlaceFree() throws Exception {
        calls.ask(question(0, 0), new Caller<>(this::askAgain));
        assertThat(said.take()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void whoHearsTheEndOfAFollowingFindsItsPlaceFree() throws Exception {
        calls.follow(new Caller<FollowClockResponse>(this::askAgain))
                .onNext(FollowClockRequest.newBuilder()
                        .setAddress("127.0.0.1")
                        .setPort(silent.getLocalPort())
                        .setToken(ByteString.copyFrom(new byte[16]))
                        .setBurstQuestions(1)
                        .setSpacingNanos(100_000)
                        .setPauseNanos(100_000_000)
                        .setLimitNanos(1)
                        .build());
        assertThat(said.take()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    /** What makes no sense is refused as such where there is a place. */
    private void askAgain() {
        calls.ask(question(0, 0), new Caller<>(() -> {}) {
            @Override
            public void onError(Throwable thrown) {
                said.add(Status.fromThrowable(thrown).getCode());
            }
        });
    }

    private AskClockRequest question(int questions, long limitNanos) {
        return AskClockRequest.newBuilder()
                .setAddress("127.0.0.1")
                .setPort(silent.getLocalPort())
                .setToken(ByteString.copyFrom(new byte[16]))
                .setQuestions(questions)
                .setSpacingNanos(100_000)
                .setLimitNanos(limitNanos)
                .build();
    }

    /** Does something while it is told the end. */
    private static class Caller<T> extends ServerCallStreamObserver<T> {

        private final Runnable atEnd;

        Caller(Runnable atEnd) {
            this.atEnd = atEnd;
        }

        @Override
        public void onNext(T response) {
            // only the end counts here
        }

        @Override
        public void onError(Throwable thrown) {
            atEnd.run();
        }

        @Override
        public void onCompleted() {
            atEnd.run();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {
            // nobody cancels
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void setCompression(String compression) {
            throw new AssertionError("not compressed");
        }

        @Override
        public void setMessageCompression(boolean enable) {
            throw new AssertionError("not compressed");
        }

        @Override
        public void disableAutoInboundFlowControl() {
            throw new AssertionError("inbound is automatic");
        }

        @Override
        public void request(int count) {
            throw new AssertionError("inbound is automatic");
        }
    }
}
