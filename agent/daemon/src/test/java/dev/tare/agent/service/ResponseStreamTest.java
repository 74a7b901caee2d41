package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.proto.agent.v1.HostSample;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.probe.v1.Interval;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResponseStreamTest {

    private final SlowController controller = new SlowController();
    private final ResponseStream stream = new ResponseStream(controller, 3);

    @Test
    void aControllerThatFallsBehindLosesTheNewestAndIsToldHowMany() {
        stream.prepared(TrialPrepared.getDefaultInstance());
        for (int index = 0; index < 5; index++) {
            stream.interval(Interval.newBuilder().setIndex(index).build());
        }
        stream.hostSample(HostSample.getDefaultInstance());
        stream.done(TrialDone.newBuilder());
        assertThat(controller.got).isEmpty();
        controller.ready = true;
        stream.drain();
        assertThat(controller.got)
                .extracting(RunTrialResponse::getKindCase)
                .containsExactly(
                        RunTrialResponse.KindCase.PREPARED,
                        RunTrialResponse.KindCase.INTERVAL,
                        RunTrialResponse.KindCase.INTERVAL,
                        RunTrialResponse.KindCase.DONE);
        TrialDone done = controller.got.getLast().getDone();
        assertThat(done.getDroppedIntervals()).isEqualTo(3);
        assertThat(done.getDroppedHostSamples()).isEqualTo(1);
        assertThat(controller.completed).isTrue();
    }

    @Test
    void whatIsKeptBackGoesOutWhenTheWindowIsOverOrHalfTheQueueIsFull() {
        controller.ready = true;
        ResponseStream patient = new ResponseStream(controller, 10);
        patient.keepBack(Long.MAX_VALUE);
        patient.prepared(TrialPrepared.getDefaultInstance());
        for (int index = 0; index < 4; index++) {
            patient.interval(Interval.getDefaultInstance());
        }
        patient.drain();
        assertThat(controller.got).hasSize(1);
        patient.hostSample(HostSample.getDefaultInstance());
        assertThat(controller.got).hasSize(6);
        patient.interval(Interval.getDefaultInstance());
        assertThat(controller.got).hasSize(6);
        patient.deliver();
        assertThat(controller.got).hasSize(7);
    }

    private static final class SlowController extends ServerCallStreamObserver<RunTrialResponse> {

        private final List<RunTrialResponse> got = new ArrayList<>();
        private boolean ready;
        private boolean completed;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void onNext(RunTrialResponse response) {
            got.add(response);
        }

        @Override
        public void onCompleted() {
            completed = true;
        }

        @Override
        public void onError(Throwable thrown) {
            throw new AssertionError(thrown);
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {
            throw new AssertionError("set by the call");
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            throw new AssertionError("set by the call");
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
