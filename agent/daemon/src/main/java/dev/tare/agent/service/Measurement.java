package dev.tare.agent.service;

import dev.tare.agent.host.HostSampler;
import dev.tare.agent.network.Attachment.Device;
import dev.tare.agent.network.PathCounters;
import dev.tare.agent.process.Deadline;
import dev.tare.common.clock.Offset;
import dev.tare.common.linux.GivingWay;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.probe.v1.EngineOutput;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Start;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a probe that waits to one that has finished: start, intervals, host samples, the clock once more, counters. */
final class Measurement {

    private static final Logger LOG = LoggerFactory.getLogger(Measurement.class);

    /** The controller may wait this much longer than this side's own set-up may take: for the other side's. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(15);

    private static final Duration CLOCK_PATIENCE = Duration.ofSeconds(2);

    /** The end of the time after which a silent probe is hung: meanwhile the agent does not give way. */
    private static final Duration LISTENING = Duration.ofSeconds(2);

    /**
     * The first sample reads files on the probe's CPU, and the probe begins just at the agreed instant; so do its intervals, two
     * milliseconds later. Usual samples and intervals are whole tenths of seconds long, and so never meet.
     */
    private static final Duration AFTER_START = Duration.ofMillis(37);

    /** As the probe's wire has it. */
    private static final long ENGINE_OUTPUT_BYTES = 16L * 1024 * 1024;

    private final TrialSpec spec;
    private final TrialTools tools;
    private final Preparation.Ready ready;
    private final Mailbox mailbox;
    private final ResponseStream stream;
    private final Background background;
    private long engineBytes;

    Measurement(
            TrialSpec spec,
            TrialTools tools,
            Preparation.Ready ready,
            Mailbox mailbox,
            ResponseStream stream,
            Background background) {
        this.spec = spec;
        this.tools = tools;
        this.ready = ready;
        this.mailbox = mailbox;
        this.stream = stream;
        this.background = background;
    }

    void run(TrialDone.Builder done, Steps steps) throws TrialEnd, InterruptedException, IOException {
        HostSampler sampler = HostSampler.open(
                tools.hostRoot(),
                Set.copyOf(tools.cpus().cpus()),
                hostDevices(),
                ready.instance().accounting());
        boolean yielding = false;
        try {
            long startAtNanos = awaitStart();
            // before all else: the instant is some milliseconds away
            ready.link()
                    .send(ProbeRequest.newBuilder()
                            .setStart(Start.newBuilder()
                                    .setStartAtNanos(ready.offset().toAnswererNanos(startAtNanos)))
                            .build());
            if (!spec.isRealTime()) {
                // only while there is traffic: whatever else hogs the CPU must not keep an agent from taking it away
                tools.givingWay().begin();
                yielding = true;
            }
            sampler.start(
                    startAtNanos + AFTER_START.toNanos(),
                    spec.setup().getHostSampleIntervalNanos(),
                    sample -> stream.hostSample(Wire.sample(sample)));
            done.setFinished(follow(startAtNanos));
        } finally {
            try {
                if (yielding) {
                    tools.givingWay().end();
                }
            } finally {
                sampler.stop();
                stream.deliver();
            }
        }
        CompletableFuture<PathCounters> counters =
                background.start("counters-after", () -> tools.counters().read(spec.counted(ready.attachment())));
        compareClocks(done, steps);
        done.setCounters(Wire.counters(result(counters)));
    }

    /** What was measured is whole without it; without it, how this side's events stand to the other's is known less well. */
    private void compareClocks(TrialDone.Builder done, Steps steps) throws TrialEnd, InterruptedException {
        long clockNanos = System.nanoTime();
        try {
            Offset offset = ready.link().calibrate(ready.answer().getHello(), Deadline.after(CLOCK_PATIENCE));
            steps.add(new dev.tare.agent.runtime.Step("clock-after", clockNanos, System.nanoTime()));
            done.setProbeClock(Wire.clock(offset));
        } catch (TrialEnd e) {
            if (!e.code().equals(ProbeLink.LATE_CLOCK)) {
                throw e;
            }
            LOG.warn("the probe's clock was not compared after the trial: {}", e.message());
        }
        if (ready.link().hasOwnClock()) {
            ready.link().exchanges().forEach(exchange -> done.addProbeExchanges(ClockPeer.wire(exchange)));
        }
    }

    private long awaitStart() throws TrialEnd, InterruptedException {
        Duration patience = spec.prepareTimeout().plus(START_PATIENCE);
        long startAtNanos = mailbox.start(Deadline.after(patience))
                .orElseThrow(() ->
                        TrialEnd.failed("start-missed", "the controller did not say when to start within " + patience));
        long lateNanos = System.nanoTime() - startAtNanos;
        // a late start eats into warm-up and nothing else, until warm-up is eaten up
        if (lateNanos > spec.setup().getProbe().getWarmupNanos()) {
            throw TrialEnd.failed(
                    "start-missed", "told to start " + lateNanos + " ns ago, which is longer than warm-up");
        }
        return startAtNanos;
    }

    /** Passes intervals on, unchanged, until the probe has finished. */
    private Finished follow(long startAtNanos) throws TrialEnd, InterruptedException, IOException {
        Duration silence = spec.silence().minus(LISTENING);
        Deadline deadline = new Deadline(Math.max(startAtNanos, System.nanoTime()) + silence.toNanos());
        ClockQuestions questions = new ClockQuestions(ready.link(), startAtNanos);
        while (true) {
            Optional<Mailbox.FromProbe> early = mailbox.next(questions.askIfDue(deadline));
            if (early.isEmpty() && !deadline.isOver()) {
                continue;
            }
            Mailbox.FromProbe heard = early.isPresent() ? early.get() : listen(questions);
            ProbeResponse message = heard.message();
            if (message.hasClockPong()) {
                // no sign of life: who measures may hang while another thread answers
                questions.answered(heard);
                continue;
            }
            switch (message.getKindCase()) {
                case INTERVAL -> stream.interval(message.getInterval());
                case ENGINE_OUTPUT -> pass(message.getEngineOutput());
                case FINISHED -> {
                    return message.getFinished();
                }
                default -> throw ProbeLink.unexpected(message, "INTERVAL or FINISHED");
            }
            Deadline next = Deadline.after(silence);
            deadline = next.atNanos() - deadline.atNanos() > 0 ? next : deadline;
        }
    }

    /**
     * What the probe says after all. An agent that gives way to traffic which leaves nothing of their CPU over is deaf, so before it
     * calls a probe hung it takes its CPU time back and listens.
     */
    private Mailbox.FromProbe listen(ClockQuestions questions) throws TrialEnd, InterruptedException, IOException {
        LOG.warn("the probe was not heard in time; listening for it for {} without giving way", LISTENING);
        try (GivingWay.Urgency _ = tools.givingWay().urgently()) {
            Deadline last = Deadline.after(LISTENING);
            while (true) {
                Mailbox.FromProbe heard = mailbox.next(last)
                        .orElseThrow(() -> TrialEnd.failed(
                                "probe-hung",
                                "the probe has said nothing for "
                                        + spec.silence().toMillis() + " ms"));
                if (!heard.message().hasClockPong()) {
                    return heard;
                }
                questions.answered(heard);
            }
        }
    }

    /** A probe passes on no more of an engine than is agreed; what it says beyond that is not its engine's. */
    private void pass(EngineOutput output) throws TrialEnd {
        engineBytes += output.getData().size();
        if (spec.engine().isEmpty() || engineBytes > ENGINE_OUTPUT_BYTES) {
            throw TrialEnd.failed("probe-garbage", "the probe passes on " + engineBytes + " bytes of an engine");
        }
        stream.engineOutput(output);
    }

    /** Those that are in the host's namespace. */
    private Set<String> hostDevices() {
        return spec.counted(ready.attachment()).stream()
                .filter(device -> device.netns() == null)
                .map(Device::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private PathCounters result(CompletableFuture<PathCounters> counters) throws TrialEnd, InterruptedException {
        try {
            return mailbox.await(counters, Deadline.after(CLOCK_PATIENCE))
                    .orElseThrow(() -> TrialEnd.failed("internal", "the path's counters could not be read in time"));
        } catch (ExecutionException e) {
            throw TrialEnd.failed("internal", e.getCause() == null ? e : e.getCause());
        }
    }
}
