package dev.tare.agent.service;

import dev.tare.common.Protocol;
import dev.tare.proto.agent.v1.RunTrialRequest;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialSetup;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One RunTrial stream: its requests go to the session, and its end ends the session. */
final class TrialCall implements StreamObserver<RunTrialRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(TrialCall.class);

    private final TrialTools tools;
    private final TrialSlot slot;
    private final ServerCallStreamObserver<RunTrialResponse> out;
    private final ResponseStream stream;
    private @Nullable TrialSession session;
    private boolean refused;

    TrialCall(TrialTools tools, TrialSlot slot, ServerCallStreamObserver<RunTrialResponse> out) {
        this.tools = tools;
        this.slot = slot;
        this.out = out;
        this.stream = new ResponseStream(out, ResponseStream.CAPACITY);
        out.setOnReadyHandler(stream::drain);
        out.setOnCancelHandler(() -> end("the controller's stream broke off"));
    }

    @Override
    public synchronized void onNext(RunTrialRequest request) {
        if (refused) {
            return;
        }
        switch (request.getKindCase()) {
            case SETUP -> setup(request.getSetup());
            case START_AT ->
                withSession(current -> current.startAt(request.getStartAt().getStartAtNanos()));
            case STOP -> withSession(current -> current.stop(request.getStop().getReason()));
            case KIND_NOT_SET -> refuse(Status.INVALID_ARGUMENT.withDescription("a request without a kind"));
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end("the controller's stream broke off: " + thrown.getMessage());
    }

    @Override
    public void onCompleted() {
        end("the controller closed its side of the stream");
    }

    private synchronized void end(String reason) {
        if (session != null) {
            session.stop(reason);
        } else if (!refused && !out.isCancelled()) {
            refuse(Status.INVALID_ARGUMENT.withDescription("the stream ended without a setup"));
        }
    }

    private void withSession(java.util.function.Consumer<TrialSession> action) {
        if (session == null) {
            refuse(Status.INVALID_ARGUMENT.withDescription("the first request has to be a setup"));
        } else {
            action.accept(session);
        }
    }

    private void setup(TrialSetup setup) {
        if (session != null) {
            session.stop("a second setup on one stream");
            return;
        }
        if (setup.getProtocolVersion() != Protocol.VERSION) {
            refuse(Status.FAILED_PRECONDITION.withDescription("the controller speaks protocol version "
                    + setup.getProtocolVersion() + ", this agent speaks protocol version " + Protocol.VERSION));
            return;
        }
        TrialSpec spec;
        try {
            spec = new TrialSpec(setup);
        } catch (IllegalArgumentException e) {
            refuse(Status.INVALID_ARGUMENT.withDescription(e.getMessage()).withCause(e));
            return;
        }
        stream.keepBack(setup.getDeliveryIntervalNanos());
        switch (slot.take(spec, company -> new TrialSession(spec, company, tools, stream))) {
            case TrialSlot.Taken.Refused refusal -> refuse(Status.FAILED_PRECONDITION.withDescription(refusal.words()));
            case TrialSlot.Taken.Stopping refusal -> refuse(Status.UNAVAILABLE.withDescription(refusal.words()));
            case TrialSlot.Taken.Begun begun -> {
                session = begun.session();
                tools.memory().trialBegins();
                // a thread of its own and not of gRPC's: it lives as long as the trial
                Thread.ofPlatform().name("tare-trial").start(() -> run(begun.session()));
            }
        }
    }

    private void run(TrialSession current) {
        TrialDone.Builder done;
        try {
            done = current.run();
        } finally {
            slot.release(current);
            tools.memory().trialEnded();
        }
        stream.done(done);
    }

    /** The stream ends with it, and so does what runs on it: nobody could stop it any more. */
    private void refuse(Status status) {
        refused = true;
        if (session != null) {
            session.stop("the controller's stream broke off: " + status.getDescription());
        }
        LOG.info("refused: {}", status.getDescription());
        out.onError(status.asRuntimeException());
    }
}
