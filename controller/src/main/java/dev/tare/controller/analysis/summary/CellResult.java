package dev.tare.controller.analysis.summary;

import dev.tare.controller.analysis.measure.Histograms;
import dev.tare.controller.analysis.verdict.Labels;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A cell with all its trials.
 *
 * @param trials in the order of their blocks
 * @param ceilingBytesPerSecond most goodput the link carries; null on an unlimited link and for workloads without goodput
 */
public record CellResult(
        Cell cell, List<JudgedTrial> trials, @Nullable Double ceilingBytesPerSecond) {

    public CellResult {
        trials = List.copyOf(trials);
    }

    /** At least one trial was run, however it ended. */
    public boolean isMeasured() {
        return trials.stream().anyMatch(JudgedTrial::wasRun);
    }

    /** A runtime ran under emulation: its numbers say nothing of what it costs elsewhere, and are compared with none. */
    public boolean isEmulated() {
        return trials.stream().anyMatch(JudgedTrial::emulated);
    }

    public List<JudgedTrial> valid() {
        return trials.stream().filter(JudgedTrial::isValid).toList();
    }

    /** Those that a campaign counts: of those that came to an end. */
    public long count(Verdict.Level level) {
        return trials.stream()
                .filter(it -> it.wasRun() && !it.wasInterrupted())
                .filter(it -> it.verdict().level() == level)
                .count();
    }

    /** Values of that metric by block, of VALID trials. */
    public SortedMap<Integer, Double> byBlock(String metric) {
        SortedMap<Integer, Double> values = new TreeMap<>();
        for (JudgedTrial trial : valid()) {
            Double value = trial.numbers().values().get(metric);
            if (value != null) {
                values.put(trial.trial().block(), value);
            }
        }
        return values;
    }

    /** Names of all metrics that a VALID trial has. */
    public List<String> metricNames() {
        TreeSet<String> names = new TreeSet<>();
        valid().forEach(it -> names.addAll(it.numbers().values().keySet()));
        return List.copyOf(names);
    }

    /** That spread of all VALID trials together; empty where none has it. */
    public Optional<Histogram> spread(String metric) {
        Histogram merged = null;
        for (JudgedTrial trial : valid()) {
            Histogram it = trial.numbers().spreads().get(metric);
            if (it != null) {
                merged = Histograms.merge(merged, it);
            }
        }
        return Optional.ofNullable(merged);
    }

    /** The label that says what set the number in more than half of the VALID trials: wire first. */
    public Optional<String> limitedBy() {
        return Stream.of(
                        Labels.WIRE_LIMITED,
                        Labels.CPU_LIMITED,
                        Labels.SHARED_CPU_LIMITED,
                        Labels.SENDER_LIMITED,
                        Labels.PEER_LIMITED,
                        Labels.PLAN_LIMITED)
                .filter(this::isMostly)
                .findFirst();
    }

    public boolean isWireLimited() {
        return limitedBy().filter(Labels.WIRE_LIMITED::equals).isPresent();
    }

    /** Whether more than half of the VALID trials have that label. */
    public boolean isMostly(String label) {
        List<JudgedTrial> valid = valid();
        return valid.stream()
                                .filter(it -> it.verdict().labels().contains(label))
                                .count()
                        * 2
                > valid.size();
    }

    /** Trials that could not be run, by reason: all of them, where the cell is not measured. */
    public List<NotRun> notRun() {
        return NotRun.of(trials);
    }

    public int countNotRun() {
        return notRun().stream().mapToInt(NotRun::trials).sum();
    }

    /** Why the cell is not available: what its first trial was told. */
    public Optional<String> reason() {
        return isMeasured()
                ? Optional.empty()
                : trials.stream()
                        .map(it -> it.trialRecord().failure())
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    public Optional<String> remedy() {
        return isMeasured()
                ? Optional.empty()
                : trials.stream()
                        .map(it -> it.trialRecord().remedy())
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    /** The runtime with the options in which it differs from others, for people: {@code gvisor (systrap)}. */
    public String runtimeTitle() {
        List<String> words = new ArrayList<>(cell.runtime().options().values());
        if (isEmulated()) {
            words.add("emulated");
        }
        return words.isEmpty() ? cell.runtime().name() : cell.runtime().name() + " (" + String.join(", ", words) + ")";
    }
}
