package dev.tare.probe;

import dev.tare.common.frame.FrameWriter;
import dev.tare.common.linux.ProcessCpuClock;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Scheduling;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.frame.EngineReporter;
import dev.tare.probe.frame.Frames;
import dev.tare.probe.frame.Reporter;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.SetupReader;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.workload.Cutter;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.TriedBurst;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.lane.TimingFloor;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One trial on a thread of its own: setup, prepared, start, intervals, finished. Told to start and stop by another thread. */
final class TrialRun {

    private static final Path PROC = Path.of("/proc");

    /** Slices that may wait for an agent that reads slowly. */
    private static final int QUEUE = 256;

    /** How long slices may wait for others, to leave together. An agent takes a probe that is silent for six times this as hung. */
    private static final long BATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What cuts the traffic into slices begins so much later: at the agreed instant traffic has the CPU first. */
    private static final long BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Setup request;
    private final FrameWriter<ProbeResponse> writer;
    private final NanoClock clock;
    private final Ending ending;
    private final Stop stop;
    private final CompletableFuture<Long> startNanos = new CompletableFuture<>();
    private volatile @Nullable Workload workload;
    private volatile boolean finished;

    TrialRun(Setup request, FrameWriter<ProbeResponse> writer, NanoClock clock, Ending ending) {
        this.request = request;
        this.writer = writer;
        this.clock = clock;
        this.ending = ending;
        this.stop = new Stop(clock);
    }

    void begin() {
        Thread.ofPlatform().daemon().name("trial").start(this::runToTheEnd);
    }

    void startAt(long nanos) {
        startNanos.complete(nanos);
    }

    void stop() {
        stop.request();
        startNanos.complete(clock.nanos());
        Workload running = workload;
        if (running != null) {
            running.wake();
        }
    }

    boolean isFinished() {
        return finished;
    }

    private void runToTheEnd() {
        try {
            try {
                run();
            } catch (ProbeFailure e) {
                writer.write(Frames.failure(e));
                ending.end(Ending.FAILED);
            } catch (RuntimeException | Error e) {
                writer.write(Frames.failure(new ProbeFailure(FailureCode.INTERNAL, "a defect of the probe: " + e)));
                e.printStackTrace();
                ending.end(Ending.FAILED);
            }
        } catch (IOException e) {
            System.err.println("tare-probe: the agent reads no more: " + e.getMessage());
            ending.end(Ending.FAILED);
        }
    }

    private void run() throws ProbeFailure, IOException {
        long begun = clock.nanos();
        TrialSetup setup = SetupReader.read(request);
        TrafficPriority priority = new TrafficPriority(setup.realTime(), PROC);
        Scheduling scheduling = priority.tryOut();
        // while connections are waited for
        Thread rehearsal = Thread.ofPlatform().daemon().name("rehearsal").start(Reporter::rehearse);
        Workload opening = Workloads.create(setup, clock, new EngineReporter(writer));
        workload = opening;
        try {
            var opened = opening.open(stop);
            join(rehearsal);
            // the rehearsal is over and nothing else runs yet
            Optional<TimingFloor> floor =
                    request.getTimingFloor() ? Optional.of(TimingFloor.measure(clock)) : Optional.empty();
            writer.write(Frames.prepared(opened, clock.nanos() - begun, floor, scheduling));
            Window window = setup.timing().from(startNanos.join());
            if (stop.requested()) {
                throw new Stopped();
            }
            measure(opening, window, priority);
        } catch (Stopped e) {
            finish(Optional.of(Totals.NOTHING), 0, List.of());
        } finally {
            opening.close();
        }
    }

    private void measure(Workload running, Window window, TrafficPriority priority)
            throws ProbeFailure, Stopped, IOException {
        Reporter reporter = new Reporter(writer, QUEUE, BATCH_NANOS);
        Stop ended = new Stop(clock);
        Thread cutter = Thread.ofPlatform().daemon().name("cutter").start(() -> cut(running, window, reporter, ended));
        Optional<Totals> totals;
        int dropped;
        try {
            totals = running.run(window, stop);
        } finally {
            priority.end();
            ended.request();
            join(cutter);
            dropped = close(reporter);
        }
        finish(totals, dropped, running.bursts());
    }

    /** From here on the agent may leave. */
    private void finish(Optional<Totals> totals, int dropped, List<TriedBurst> bursts) throws IOException {
        finished = true;
        writer.write(Frames.finished(totals, dropped, bursts));
    }

    private void cut(Workload running, Window window, Reporter reporter, Stop ended) {
        ended.until(window.startNanos() + BEHIND_NANOS);
        new Cutter(running, clock, new ProcessCpuClock()::nanos, reporter).cut(window, ended);
        if (!ended.requested() && ended.until(window.endNanos() + running.endingNanos()) && !ended.requested()) {
            running.giveUp();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the trial", e);
        }
    }

    private static int close(Reporter reporter) {
        try {
            return reporter.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the trial", e);
        }
    }
}
