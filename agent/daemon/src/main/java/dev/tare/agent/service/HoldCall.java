package dev.tare.agent.service;

import dev.tare.proto.agent.v1.HoldResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import jakarta.inject.Inject;

/** Keeps the agent for one controller for as long as its call is open. */
final class HoldCall {

    private final TrialSlot slot;

    @Inject
    HoldCall(TrialSlot slot) {
        this.slot = slot;
    }

    void hold(String holder, ServerCallStreamObserver<HoldResponse> out) {
        if (holder.isBlank()) {
            out.onError(Status.INVALID_ARGUMENT
                    .withDescription("holder has to be set")
                    .asRuntimeException());
            return;
        }
        slot.keep(holder)
                .ifPresentOrElse(
                        kept -> {
                            out.setOnCancelHandler(() -> slot.giveBack(kept));
                            out.onNext(HoldResponse.getDefaultInstance());
                        },
                        () -> out.onError(Status.FAILED_PRECONDITION
                                .withDescription(
                                        slot.holder().map(TrialSlot::words).orElse("held by somebody until now"))
                                .asRuntimeException()));
    }
}
