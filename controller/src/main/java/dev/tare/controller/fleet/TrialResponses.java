package dev.tare.controller.fleet;

import dev.tare.controller.fleet.AgentException.Problem;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Phase;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes a trial's messages one by one: to the archive, to the listener, and only then the next. */
final class TrialResponses extends ClientCall.Listener<RawResponse> {

    private final ClientCall<?, RawResponse> call;
    private final TrialListener listener;
    private final RawMessages raw;
    private final Failures failures;
    private TrialEnding.@Nullable Done done;
    private @Nullable IOException unwritable;

    TrialResponses(ClientCall<?, RawResponse> call, TrialListener listener, RawMessages raw, Failures failures) {
        this.call = call;
        this.listener = listener;
        this.raw = raw;
        this.failures = failures;
    }

    @Override
    public void onMessage(RawResponse response) {
        if (unwritable != null) {
            return;
        }
        try {
            raw.accept(response.bytes());
        } catch (IOException e) {
            unwritable = e;
            call.cancel("the archive cannot be written", e);
            return;
        }
        take(response.message());
        call.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        listener.ended(ending(status));
    }

    private TrialEnding ending(Status status) {
        if (unwritable != null) {
            return new TrialEnding.Unwritable(unwritable);
        }
        if (done != null) {
            return done;
        }
        if (status.isOk()) {
            return new TrialEnding.Broken(
                    failures.exception(Problem.REFUSED, "ended the trial's stream without saying that it is done"));
        }
        return new TrialEnding.Broken(failures.of(status.asRuntimeException()));
    }

    private void take(RunTrialResponse message) {
        switch (message.getKindCase()) {
            case PREPARED -> listener.on(new TrialEvent.Prepared());
            case INTERVAL -> listener.on(interval(message.getInterval()));
            case DONE -> done = done(message.getDone());
            case HOST_SAMPLE, ENGINE_OUTPUT, KIND_NOT_SET -> listener.on(new TrialEvent.Other());
        }
    }

    private static TrialEvent interval(Interval interval) {
        return new TrialEvent.Interval(
                interval.getPhase() == Phase.PHASE_MEASURE,
                interval.getReceivedBytes(),
                interval.getSentBytes(),
                interval.getTransactions());
    }

    private static TrialEnding.Done done(TrialDone done) {
        return new TrialEnding.Done(
                result(done.getOutcome()),
                done.getCode(),
                done.getMessage(),
                done.getRemedy(),
                done.getAudit().getLeftBehindList());
    }

    private static TrialEnding.Result result(Outcome outcome) {
        return switch (outcome) {
            case OUTCOME_COMPLETED -> TrialEnding.Result.COMPLETED;
            case OUTCOME_STOPPED -> TrialEnding.Result.STOPPED;
            case OUTCOME_UNAVAILABLE -> TrialEnding.Result.UNAVAILABLE;
            // a word this controller does not know is no success
            case OUTCOME_FAILED, OUTCOME_UNSPECIFIED, UNRECOGNIZED -> TrialEnding.Result.FAILED;
        };
    }
}
