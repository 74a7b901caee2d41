package dev.tare.controller.fleet;

import dev.tare.proto.agent.v1.LeakAudit;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.RunTrialRequest;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.agent.v1.TrialSetup;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.Phase;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One trial of a fake agent. */
public final class FakeTrial implements StreamObserver<RunTrialRequest> {

    private final ScheduledExecutorService timer;
    private final ServerCallStreamObserver<RunTrialResponse> responses;
    private final FakeAgent agent;
    private final Script script;
    private final LongConsumer starts;
    private final Consumer<String> stops;
    private Plot plot = completes();
    private @Nullable TrialSetup setup;
    private boolean over;

    /** Chooses how a trial goes. */
    @FunctionalInterface
    public interface Script {
        Plot of(TrialSetup setup);
    }

    /** How a trial goes: what it does when it is set up, started and stopped. */
    public interface Plot {
        default void setUp(FakeTrial trial) {
            trial.prepared();
        }

        default void start(FakeTrial trial) {
            trial.measureAndComplete();
        }

        default void stop(FakeTrial trial) {
            trial.done(Outcome.OUTCOME_STOPPED, "stopped", "", "");
        }
    }

    /** All goes well. */
    public static Plot completes() {
        return new Plot() {};
    }

    /** Set-up fails. */
    public static Plot failsAtSetUp(String code, String message) {
        return new Plot() {
            @Override
            public void setUp(FakeTrial trial) {
                trial.done(Outcome.OUTCOME_FAILED, code, message, "");
            }
        };
    }

    /** The runtime turns out not to be usable. */
    public static Plot unavailable(String message, String remedy) {
        return new Plot() {
            @Override
            public void setUp(FakeTrial trial) {
                trial.done(Outcome.OUTCOME_UNAVAILABLE, "unavailable", message, remedy);
            }
        };
    }

    /** Somebody else holds the agent. */
    public static Plot refused(Status status) {
        return new Plot() {
            @Override
            public void setUp(FakeTrial trial) {
                trial.breakOff(status);
            }
        };
    }

    /** Never prepared; ends when it is told to stop. */
    public static Plot hangsInSetUp() {
        return new Plot() {
            @Override
            public void setUp(FakeTrial trial) {
                trial.interval(0, Phase.PHASE_WARMUP);
            }
        };
    }

    /** Started, but never done, whatever it is told. */
    public static Plot hangsForGood() {
        return new Plot() {
            @Override
            public void start(FakeTrial trial) {
                trial.interval(0, Phase.PHASE_WARMUP);
            }

            @Override
            public void stop(FakeTrial trial) {
                trial.interval(1, Phase.PHASE_WARMUP);
            }
        };
    }

    /** Started, then done only when it is told to stop. */
    public static Plot runsUntilStopped() {
        return new Plot() {
            @Override
            public void start(FakeTrial trial) {
                trial.interval(0, Phase.PHASE_WARMUP);
            }
        };
    }

    /** In the middle of measuring, something happens. */
    public static Plot inMidTrial(Consumer<FakeTrial> event) {
        return new Plot() {
            @Override
            public void start(FakeTrial trial) {
                trial.interval(0, Phase.PHASE_MEASURE);
                trial.after(50, () -> event.accept(trial));
            }
        };
    }

    FakeTrial(
            ScheduledExecutorService timer,
            ServerCallStreamObserver<RunTrialResponse> responses,
            FakeAgent agent,
            Script script,
            LongConsumer starts,
            Consumer<String> stops) {
        this.timer = timer;
        this.responses = responses;
        this.agent = agent;
        this.script = script;
        this.starts = starts;
        this.stops = stops;
        // a cancelled stream is seen in onError; without this, sending would throw
        responses.setOnCancelHandler(() -> end());
    }

    public FakeAgent agent() {
        return agent;
    }

    @Override
    public void onNext(RunTrialRequest request) {
        switch (request.getKindCase()) {
            case SETUP -> {
                setup = request.getSetup();
                plot = script.of(request.getSetup());
                plot.setUp(this);
            }
            case START_AT -> {
                starts.accept(request.getStartAt().getStartAtNanos());
                plot.start(this);
            }
            case STOP -> {
                stops.accept(request.getStop().getReason());
                plot.stop(this);
            }
            case KIND_NOT_SET -> throw new IllegalArgumentException("an empty request");
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end();
    }

    @Override
    public void onCompleted() {
        plot.stop(this);
    }

    public void prepared() {
        send(RunTrialResponse.newBuilder().setPrepared(TrialPrepared.getDefaultInstance()));
    }

    void interval(int index, Phase phase) {
        send(RunTrialResponse.newBuilder()
                .setInterval(
                        Interval.newBuilder().setIndex(index).setPhase(phase).setReceivedBytes(1000)));
    }

    public void measureAndComplete() {
        TrialSetup asked = setup;
        if (asked == null) {
            throw new IllegalStateException("started before it was set up");
        }
        long nanos = asked.getProbe().getWarmupNanos() + asked.getProbe().getDurationNanos();
        interval(0, Phase.PHASE_WARMUP);
        interval(1, Phase.PHASE_MEASURE);
        after(TimeUnit.NANOSECONDS.toMillis(nanos), () -> done(Outcome.OUTCOME_COMPLETED, "", "", ""));
    }

    public synchronized void done(Outcome outcome, String code, String message, String remedy) {
        send(RunTrialResponse.newBuilder()
                .setDone(TrialDone.newBuilder()
                        .setOutcome(outcome)
                        .setCode(code)
                        .setMessage(message)
                        .setRemedy(remedy)
                        .setAudit(LeakAudit.newBuilder().setPerformed(true))));
        if (!over) {
            over = true;
            responses.onCompleted();
        }
    }

    synchronized void breakOff(Status status) {
        if (!over) {
            over = true;
            responses.onError(status.asRuntimeException());
        }
    }

    private synchronized void end() {
        over = true;
    }

    private synchronized void send(RunTrialResponse.Builder response) {
        if (!over) {
            responses.onNext(response.setSentNanos(FakeAgent.clockNanos()).build());
        }
    }

    public void after(long millis, Runnable action) {
        var _ = timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    }
}
