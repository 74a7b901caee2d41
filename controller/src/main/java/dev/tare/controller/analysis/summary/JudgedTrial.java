package dev.tare.controller.analysis.summary;

import dev.tare.controller.analysis.measure.CpuUse;
import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.measure.TrialNumbers;
import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.archive.BurstData;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.timeline.Span;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trial with what follows from its raw data.
 *
 * @param verdict judged again from the raw data; the record's own is not used
 * @param series the result interval by interval, warm-up included; empty where nothing was measured
 * @param between how the two sides' clocks stood to each other; null where that is not known
 * @param spans what both hosts did and when, on the controller's clock
 * @param cpus a side without samples is not in it
 * @param congestionControl as read back from the socket; a side that does not tell is not in it
 * @param tls version and cipher that were agreed on; of workloads without there is none
 * @param scheduling of threads that moved traffic, and their CPUs; a side that does not tell is not in it
 * @param runtimeVersion of the side under test, as its agent told; empty when it did not
 * @param engineVersion of a foreign engine, as the client's agent told; empty without one
 * @param emulated true when a side's runtime ran under emulation, which is comparable with nothing
 * @param ceilingBytesPerSecond most goodput the link carries with segments as they were; null where there is no ceiling
 * @param bursts of a search, warm-up included; empty otherwise
 * @param stderrTails of the runtimes, by side, where there is any
 */
public record JudgedTrial(
        TrialRecord trialRecord,
        Verdict verdict,
        TrialNumbers numbers,
        List<SeriesPoint> series,
        Synchrony.@Nullable Between between,
        List<Span> spans,
        Map<Side, CpuUse> cpus,
        Map<Side, String> congestionControl,
        Map<Side, String> tls,
        Map<Side, String> scheduling,
        String runtimeVersion,
        String engineVersion,
        boolean emulated,
        @Nullable Double ceilingBytesPerSecond,
        List<BurstData> bursts,
        Map<Side, String> stderrTails) {

    static JudgedTrial of(Evidence evidence) {
        return new JudgedTrial(
                evidence.trialRecord(),
                Judge.judge(evidence),
                TrialNumbers.of(evidence),
                SeriesPoint.of(evidence),
                evidence.clocks().between().orElse(null),
                Span.of(evidence.trialRecord(), evidence.sides(), evidence.clocks()),
                bySide(evidence::cpu),
                bySide(evidence::congestionControl),
                bySide(evidence::tls),
                bySide(evidence::scheduling),
                prepared(evidence, evidence.roles().map(Roles::tested).orElse(Side.CLIENT))
                        .map(PreparedData::runtimeVersion)
                        .orElse(""),
                prepared(evidence, Side.CLIENT).map(PreparedData::engineVersion).orElse(""),
                Stream.of(Side.values())
                        .flatMap(side -> prepared(evidence, side).stream())
                        .anyMatch(PreparedData::emulated),
                ceiling(evidence.ceilingBytesPerSecond()),
                bursts(evidence),
                bySide(side -> evidence.side(side)
                        .map(SideData::done)
                        .map(DoneData::stderrTail)
                        .filter(tail -> !tail.isBlank())));
    }

    private static @Nullable Double ceiling(OptionalDouble ceiling) {
        return ceiling.isPresent() ? ceiling.getAsDouble() : null;
    }

    private static List<BurstData> bursts(Evidence evidence) {
        return Stream.of(Side.values())
                .flatMap(side -> evidence.side(side).stream())
                .map(SideData::done)
                .filter(Objects::nonNull)
                .flatMap(done -> done.bursts().stream())
                .toList();
    }

    public Trial trial() {
        return trialRecord.trial();
    }

    public Cell cell() {
        return trial().cell();
    }

    public boolean isValid() {
        return verdict.level() == Verdict.Level.VALID;
    }

    public boolean wasRun() {
        return trialRecord.status() != TrialStatus.UNAVAILABLE;
    }

    /** It is run again when the campaign goes on, so that it is counted with neither. */
    public boolean wasInterrupted() {
        return trialRecord.status() == TrialStatus.INTERRUPTED;
    }

    private static Optional<PreparedData> prepared(Evidence evidence, Side side) {
        return evidence.side(side).map(SideData::prepared);
    }

    private static <T> Map<Side, T> bySide(Function<Side, Optional<T>> what) {
        Map<Side, T> map = new EnumMap<>(Side.class);
        Stream.of(Side.values()).forEach(side -> what.apply(side).ifPresent(it -> map.put(side, it)));
        return map;
    }
}
