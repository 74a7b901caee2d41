package dev.tare.controller.fleet;

import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.RunTrialRequest;
import dev.tare.proto.agent.v1.StartAt;
import dev.tare.proto.agent.v1.StopTrial;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/**
 * One side of a trial. {@link #setup}, then {@link #startAt} once both sides are prepared; {@link #stop} at any time. What
 * comes back goes to the listener. Any thread may call; after the end a call does nothing.
 */
public final class TrialStream {

    private static final MethodDescriptor<RunTrialRequest, RawResponse> RUN_TRIAL =
            AgentServiceGrpc.getRunTrialMethod().toBuilder(
                            AgentServiceGrpc.getRunTrialMethod().getRequestMarshaller(), new RawResponse.Marshaller())
                    .build();

    private final ClientCall<RunTrialRequest, RawResponse> call;
    private boolean over;

    private TrialStream(ClientCall<RunTrialRequest, RawResponse> call) {
        this.call = call;
    }

    static TrialStream open(Channel channel, TrialListener listener, RawMessages raw, Failures failures) {
        ClientCall<RunTrialRequest, RawResponse> call = channel.newCall(RUN_TRIAL, CallOptions.DEFAULT);
        call.start(new TrialResponses(call, listener, raw, failures), new Metadata());
        call.request(1);
        return new TrialStream(call);
    }

    public void setup(TrialOrder order) {
        send(RunTrialRequest.newBuilder().setSetup(Orders.toWire(order)).build());
    }

    /** The instant at which warm-up begins, on that agent's clock. */
    public void startAt(long agentNanos) {
        send(RunTrialRequest.newBuilder()
                .setStartAt(StartAt.newBuilder().setStartAtNanos(agentNanos))
                .build());
    }

    /** Asks the agent to end the trial early; it still tears down, audits and says that it is done. */
    public void stop(String reason) {
        send(RunTrialRequest.newBuilder()
                .setStop(StopTrial.newBuilder().setReason(reason))
                .build());
    }

    /** Breaks the stream off without waiting; the agent tears down on its own. */
    public synchronized void cancel(String why) {
        over = true;
        call.cancel(why, null);
    }

    private synchronized void send(RunTrialRequest request) {
        if (!over) {
            call.sendMessage(request);
        }
    }
}
