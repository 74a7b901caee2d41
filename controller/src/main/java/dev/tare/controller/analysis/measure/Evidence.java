package dev.tare.controller.analysis.measure;

import dev.tare.common.catalog.WorkloadKind;
import dev.tare.common.linux.CpuSet;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.engine.EngineReaders;
import dev.tare.controller.engine.EngineResult;
import dev.tare.controller.timeline.SideClocks;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All there is to judge one trial by, and to take its numbers from.
 *
 * @param sides a side that sent nothing is not in it
 * @param clocks of the agents, as far as they are known
 * @param clockDefects what was wrong with the files that tell of them; empty is good
 * @param engine what a foreign engine tells; empty where the probe alone produced the traffic
 */
public record Evidence(
        TrialRecord trialRecord,
        Map<Side, SideData> sides,
        SideClocks clocks,
        List<String> clockDefects,
        Optional<EngineResult> engine,
        Surroundings surroundings) {

    public Evidence {
        sides = Map.copyOf(sides);
        clockDefects = List.copyOf(clockDefects);
    }

    /** Of a trial's raw data. */
    public static Evidence of(
            TrialRecord trialRecord,
            Map<Side, SideData> sides,
            ClockExchanges exchanges,
            List<String> clockDefects,
            Surroundings surroundings) {
        return new Evidence(
                trialRecord,
                sides,
                SideClocks.of(trialRecord, exchanges),
                clockDefects,
                EngineReaders.result(trialRecord, sides),
                surroundings);
    }

    public Cell cell() {
        return trialRecord.trial().cell();
    }

    public Optional<Roles> roles() {
        return Roles.of(cell());
    }

    public Optional<SideData> side(Side side) {
        return Optional.ofNullable(sides.get(side));
    }

    public Optional<Window> window(Side side) {
        return side(side).flatMap(Window::of);
    }

    /** The window of the side whose counts are the result. */
    public Optional<Window> counted() {
        return roles().flatMap(it -> window(it.counter()));
    }

    /** The sides whose counts are the result: one, or of streams that go both ways both. */
    public Set<Side> counters() {
        return roles().map(it -> SideStreams.areBothWays(cell()) ? EnumSet.allOf(Side.class) : Set.of(it.counter()))
                .orElse(Set.of());
    }

    /** What a foreign engine tells, where its counts are the result; empty where the probe's are. */
    public Optional<EngineResult> counting() {
        return engine.filter(EngineResult::counts);
    }

    /** When that side was measured: its window or, where the engine was late for that, the engine's run. */
    public Optional<Span> measured(Side side) {
        return window(side)
                .map(window -> lateRun()
                        .map(run -> run.beside(window))
                        .orElseGet(() -> new Span(window.agentStartNanos(), window.agentEndNanos())));
    }

    /**
     * Whether what the CPUs did while it was measured is what the traffic cost: not of an engine that was late, whose pauses are in
     * it.
     */
    public boolean isInWindow() {
        return engine.map(EngineResult::inWindow).orElse(true) && lateRun().isEmpty();
    }

    private Optional<LateRun> lateRun() {
        return side(Side.CLIENT).flatMap(data -> Window.of(data).flatMap(window -> LateRun.of(data, window)));
    }

    /**
     * What that side's CPUs did while it was measured. Both sides measure one window, so where a side has no intervals (it
     * was killed) there is none.
     */
    public Optional<CpuUse> cpu(Side side) {
        return side(side)
                .flatMap(data -> measured(side).flatMap(span -> CpuUse.of(data, span, surroundings.cpus(side))));
    }

    /** Whether each side kept a CPU busy while it waited for the other. */
    public boolean waitsAwake() {
        return WorkloadKind.spins(cell().workload().options());
    }

    /** Whether each side's traffic had its CPU until it slept. */
    public boolean isRealTime() {
        return WorkloadKind.isRealTime(cell().workload().options());
    }

    /** As read back from that side's socket; empty where nobody told. */
    public Optional<String> congestionControl(Side side) {
        return side(side)
                .map(SideData::prepared)
                .map(PreparedData::congestionControl)
                .or(() -> engine.map(it -> it.congestionControl().get(side)));
    }

    /** Version and cipher of TLS that the side agreed on; empty of a workload without. */
    public Optional<String> tls(Side side) {
        return side(side).map(SideData::prepared).map(PreparedData::tls);
    }

    /** How threads that moved the side's traffic were scheduled, and on which CPUs; empty where nobody told. */
    public Optional<String> scheduling(Side side) {
        return side(side)
                .map(SideData::prepared)
                .flatMap(it -> Optional.ofNullable(it.scheduling())
                        .map(policy -> it.allowedCpus().isEmpty()
                                ? policy
                                : policy + " on CPUs " + new CpuSet(it.allowedCpus())));
    }

    /**
     * Payload that the side sent, warm-up and tail included; empty where nobody told. The probe counts by itself also where it
     * is the server of an engine's client.
     */
    public OptionalLong sentBytes(Side side) {
        return told(side, EngineResult::sentBytes, DoneData::totalSentBytes);
    }

    /** Payload that its application read. */
    public OptionalLong receivedBytes(Side side) {
        return told(side, EngineResult::receivedBytes, DoneData::totalReceivedBytes);
    }

    private OptionalLong told(
            Side side, Function<EngineResult, Map<Side, Long>> byEngine, Function<DoneData, @Nullable Long> byProbe) {
        Long told = engine.map(it -> byEngine.apply(it).get(side))
                .or(() -> side(side).map(SideData::done).map(byProbe))
                .orElse(null);
        return told == null ? OptionalLong.empty() : OptionalLong.of(told);
    }

    public OptionalDouble ceilingBytesPerSecond() {
        return Ceiling.of(cell(), surroundings.mtuBytes(), tcpOptionBytes());
    }

    /** In each segment. */
    public int tcpOptionBytes() {
        return SegmentOptions.bytes(this);
    }
}
