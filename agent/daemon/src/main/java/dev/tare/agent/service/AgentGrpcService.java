package dev.tare.agent.service;

import dev.tare.agent.ledger.FileLedger;
import dev.tare.agent.ledger.SweepReport;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.runtime.Rehearsal;
import dev.tare.agent.runtime.daemon.HostDaemons;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.AnswerClockRequest;
import dev.tare.proto.agent.v1.AnswerClockResponse;
import dev.tare.proto.agent.v1.AnswerPathRequest;
import dev.tare.proto.agent.v1.AnswerPathResponse;
import dev.tare.proto.agent.v1.AskClockRequest;
import dev.tare.proto.agent.v1.AskClockResponse;
import dev.tare.proto.agent.v1.AskPathRequest;
import dev.tare.proto.agent.v1.AskPathResponse;
import dev.tare.proto.agent.v1.DescribeRequest;
import dev.tare.proto.agent.v1.DescribeResponse;
import dev.tare.proto.agent.v1.ExchangeClockRequest;
import dev.tare.proto.agent.v1.ExchangeClockResponse;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.FollowClockResponse;
import dev.tare.proto.agent.v1.HoldRequest;
import dev.tare.proto.agent.v1.HoldResponse;
import dev.tare.proto.agent.v1.HostCheck;
import dev.tare.proto.agent.v1.RunTrialRequest;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.SweepRequest;
import dev.tare.proto.agent.v1.SweepResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contract of {@code agent.proto}; each call is handed to what does the work. */
final class AgentGrpcService extends AgentServiceGrpc.AgentServiceImplBase {

    private static final Logger LOG = LoggerFactory.getLogger(AgentGrpcService.class);

    private final Describer describer;
    private final TrialTools tools;
    private final TrialSlot slot;
    private final Sweeper sweeper;
    private final FileLedger ledger;
    private final HostDaemons daemons;
    private final Rehearsal rehearsal;
    private final ClockCalls clocks;
    private final PathCalls paths;
    private final HoldCall holds;

    @Inject
    AgentGrpcService(
            Describer describer,
            TrialTools tools,
            TrialSlot slot,
            Sweeper sweeper,
            FileLedger ledger,
            HostDaemons daemons,
            Rehearsal rehearsal,
            ClockCalls clocks,
            PathCalls paths,
            HoldCall holds) {
        this.describer = describer;
        this.tools = tools;
        this.slot = slot;
        this.sweeper = sweeper;
        this.ledger = ledger;
        this.daemons = daemons;
        this.rehearsal = rehearsal;
        this.clocks = clocks;
        this.paths = paths;
        this.holds = holds;
    }

    @Override
    public void describe(DescribeRequest request, StreamObserver<DescribeResponse> answer) {
        try {
            Optional<TrialSlot.Holder> measuring = request.getKnownOnly() ? Optional.empty() : slot.measuring();
            DescribeResponse.Builder description = request.getKnownOnly() || measuring.isPresent()
                    ? describer.known()
                    : describer.describe(request.getWantedList());
            measuring.ifPresent(holder -> description.addChecks(notTried(holder)));
            slot.holder()
                    .ifPresent(holder -> description
                            .setHeldBy(holder.name())
                            .setHeldSinceUnixNanos(Duration.between(Instant.EPOCH, holder.since())
                                    .toNanos()));
            answer.onNext(description.build());
            answer.onCompleted();
        } catch (IOException | RuntimeException e) {
            if (Context.current().isCancelled()) {
                LOG.info("describe: nobody waits for the answer any longer", e);
                return;
            }
            LOG.error("describe", e);
            answer.onError(
                    Status.INTERNAL.withDescription(e.getMessage()).withCause(e).asRuntimeException());
        } catch (InterruptedException e) {
            answer.onError(interrupted(e));
        }
    }

    /** Some twenty runtimes start, and a daemon perhaps, on the CPUs of a measurement that is somebody's. */
    private static HostCheck notTried(TrialSlot.Holder holder) {
        return HostCheck.newBuilder()
                .setName("runtimes")
                .setFound("not tried")
                .setReason(holder.name() + " has measured here since " + holder.since()
                        + ", which trying them would disturb; what is told of runtimes was found before")
                .setRemedy("ask again when the host is free, which tare hosts tells")
                .build();
    }

    @Override
    public StreamObserver<RunTrialRequest> runTrial(StreamObserver<RunTrialResponse> answer) {
        return new TrialCall(tools, slot, (ServerCallStreamObserver<RunTrialResponse>) answer);
    }

    @Override
    public void sweep(SweepRequest request, StreamObserver<SweepResponse> answer) {
        try {
            SweepReport report =
                    sweeper.sweep(entry -> !slot.holds(entry) && !daemons.holds(entry) && !rehearsal.holds(entry));
            answer.onNext(SweepResponse.newBuilder()
                    .addAllReaped(report.reaped())
                    .addAllFailed(report.failed())
                    .addAllFailed(ledger.problems())
                    .build());
            answer.onCompleted();
        } catch (InterruptedException e) {
            answer.onError(interrupted(e));
        }
    }

    @Override
    public StreamObserver<ExchangeClockRequest> exchangeClock(StreamObserver<ExchangeClockResponse> answer) {
        return new ClockAnswers(answer);
    }

    @Override
    public void answerClock(AnswerClockRequest request, StreamObserver<AnswerClockResponse> answer) {
        clocks.answer((ServerCallStreamObserver<AnswerClockResponse>) answer);
    }

    @Override
    public void askClock(AskClockRequest request, StreamObserver<AskClockResponse> answer) {
        clocks.ask(request, answer);
    }

    @Override
    public StreamObserver<FollowClockRequest> followClock(StreamObserver<FollowClockResponse> answer) {
        return clocks.follow((ServerCallStreamObserver<FollowClockResponse>) answer);
    }

    @Override
    public void hold(HoldRequest request, StreamObserver<HoldResponse> answer) {
        holds.hold(request.getHolder(), (ServerCallStreamObserver<HoldResponse>) answer);
    }

    @Override
    public void answerPath(AnswerPathRequest request, StreamObserver<AnswerPathResponse> answer) {
        paths.answer(request, (ServerCallStreamObserver<AnswerPathResponse>) answer);
    }

    @Override
    public void askPath(AskPathRequest request, StreamObserver<AskPathResponse> answer) {
        paths.ask(request, answer);
    }

    private static Throwable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Status.UNAVAILABLE
                .withDescription("the agent is shutting down")
                .withCause(e)
                .asRuntimeException();
    }
}
