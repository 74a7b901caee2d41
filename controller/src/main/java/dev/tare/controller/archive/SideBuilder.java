package dev.tare.controller.archive;

import static dev.tare.controller.archive.Messages.counters;
import static dev.tare.controller.archive.Messages.floor;
import static dev.tare.controller.archive.Messages.interval;
import static dev.tare.controller.archive.Messages.offset;
import static dev.tare.controller.archive.Messages.sample;
import static dev.tare.controller.archive.Messages.steps;

import dev.tare.common.histogram.HistogramFormatException;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.PathDevice;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.probe.v1.EngineOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers the messages of one side. */
final class SideBuilder {

    /** A probe passes on no more. */
    private static final long MAX_ENGINE_BYTES = 16L * 1024 * 1024;

    private final List<IntervalData> intervals = new ArrayList<>();
    private final List<HostSample> samples = new ArrayList<>();
    private final List<String> defects = new ArrayList<>();
    private final SortedMap<Integer, EngineRunBuilder> engine = new TreeMap<>();
    private long engineBytes;
    private @Nullable PreparedData prepared;
    private @Nullable DoneData done;

    void defect(String what) {
        defects.add(what);
    }

    void add(RunTrialResponse message) {
        switch (message.getKindCase()) {
            case PREPARED -> prepared = prepared(message.getPrepared());
            case INTERVAL -> addInterval(message);
            case HOST_SAMPLE -> samples.add(sample(message.getHostSample()));
            case DONE -> done = done(message.getDone());
            case ENGINE_OUTPUT -> addEngineOutput(message.getEngineOutput());
            case KIND_NOT_SET -> defect("a message without a kind");
        }
    }

    SideData build() {
        List<EngineRunData> runs =
                engine.values().stream().map(EngineRunBuilder::build).toList();
        return new SideData(prepared, intervals, samples, runs, done, defects);
    }

    private void addEngineOutput(EngineOutput output) {
        engineBytes += output.getData().size();
        if (engineBytes > MAX_ENGINE_BYTES) {
            if (engineBytes - output.getData().size() <= MAX_ENGINE_BYTES) {
                defect("more than " + MAX_ENGINE_BYTES + " bytes of an engine: the rest was not read");
            }
            return;
        }
        engine.computeIfAbsent(output.getRun(), _ -> new EngineRunBuilder()).add(output);
    }

    private void addInterval(RunTrialResponse message) {
        try {
            intervals.add(interval(message.getInterval()));
        } catch (HistogramFormatException | RuntimeException broken) {
            defect("interval " + message.getInterval().getIndex() + " has a broken histogram: " + broken);
        }
    }

    private static PreparedData prepared(TrialPrepared it) {
        dev.tare.proto.probe.v1.Prepared probe = it.getProbe();
        return new PreparedData(
                steps(it.getStepsList()),
                it.getRuntime().getVersion(),
                it.getRuntime().getEmulated(),
                it.getBundleDigest(),
                it.hasProbeClock() ? offset(it.getProbeClock()) : null,
                it.getHello().getStartupNanos(),
                probe.hasCongestionControl() ? probe.getCongestionControl() : null,
                probe.hasMssBytes() ? probe.getMssBytes() : null,
                probe.hasSendBufferBytes() ? probe.getSendBufferBytes() : null,
                probe.hasReceiveBufferBytes() ? probe.getReceiveBufferBytes() : null,
                probe.hasPathMtuBytes() ? probe.getPathMtuBytes() : null,
                probe.hasTls() ? probe.getTls() : null,
                probe.hasScheduling() ? probe.getScheduling() : null,
                probe.getAllowedCpusList(),
                probe.hasFloor() ? floor(probe.getFloor()) : null,
                it.hasEngine() ? it.getEngine().getVersion() : null,
                it.getEngineLayerDigest(),
                it.getPath().getDevicesList().stream().map(PathDevice::getName).toList(),
                counters(it.getCounters()));
    }

    private static DoneData done(TrialDone it) {
        boolean finished = it.hasFinished();
        return new DoneData(
                it.getOutcome() == Outcome.OUTCOME_COMPLETED,
                it.getCode(),
                it.getMessage(),
                it.getRemedy(),
                steps(it.getStepsList()),
                it.getAudit().getPerformed(),
                List.copyOf(it.getAudit().getLeftBehindList()),
                it.getStderrTail(),
                finished && it.getFinished().hasTotalReceivedBytes()
                        ? it.getFinished().getTotalReceivedBytes()
                        : null,
                finished && it.getFinished().hasTotalSentBytes()
                        ? it.getFinished().getTotalSentBytes()
                        : null,
                finished && it.getFinished().hasBegunNanos() ? it.getFinished().getBegunNanos() : null,
                counters(it.getCounters()),
                it.hasProbeClock() ? offset(it.getProbeClock()) : null,
                it.getDroppedIntervals() + (finished ? it.getFinished().getDroppedIntervals() : 0),
                it.getDroppedHostSamples(),
                it.getProbeExchangesList().stream().map(Messages::exchange).toList(),
                it.getFinished().getBurstsList().stream().map(Messages::burst).toList());
    }
}
