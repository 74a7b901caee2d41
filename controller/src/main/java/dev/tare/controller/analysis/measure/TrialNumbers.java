package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.KeptHistogram;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.archive.TcpData;
import dev.tare.controller.engine.EngineResult;
import dev.tare.controller.trial.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one trial, by the names that {@code summary.json} uses. What was not told is not in the map.
 *
 * @param values by metric name, base units in the names
 * @param spreads what every transaction or datagram of the window gave, nanoseconds, by metric name: latency, and of
 *     one-way delays what is told
 */
public record TrialNumbers(SortedMap<String, Double> values, SortedMap<String, Histogram> spreads) {

    /** All that there are, in the order in which they are told. */
    public static final List<String> SPREADS = List.of(
            Roles.LATENCY,
            OneWayNumbers.TO_SERVER,
            OneWayNumbers.TO_CLIENT,
            OneWayNumbers.VARIATION_TO_SERVER,
            OneWayNumbers.VARIATION_TO_CLIENT);

    /** Retransmits and round-trip time are the sender's; of request/response, the asker's. */
    public static final String RETRANSMITTED = "retransmitted_segments";

    public static final String DSACK = "dsack_duplicates";
    public static final String RTT = "rtt_ns";
    public static final String NOT_MEASURING = "not_measuring_ns";
    /** Of the side that counts, where the plan asks for it. */
    public static final String CLOCK_READ = "clock_read_ns";

    public static final String HISTOGRAM_RECORD = "histogram_record_ns";
    public static final String WAKE_UP = "wake_up_ns";

    public static final String CPU_PER_BYTE = "cpu_ns_per_byte";
    public static final String CPU_PER_TRANSACTION = "cpu_ns_per_transaction";

    public TrialNumbers {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        spreads = Collections.unmodifiableSortedMap(new TreeMap<>(spreads));
    }

    public static TrialNumbers of(Evidence evidence) {
        SortedMap<String, Double> values = new TreeMap<>();
        values.put(NOT_MEASURING, (double) evidence.trialRecord().timing().notMeasuringNanos());
        Optional<Roles> roles = evidence.roles();
        Optional<Window> window = evidence.counted();
        if (roles.isEmpty() || window.isEmpty()) {
            return new TrialNumbers(values, Collections.emptySortedMap());
        }
        putFloor(values, evidence, roles.get());
        StartUp.put(values, evidence, roles.get());
        if (evidence.counting().isPresent()) {
            return ofEngine(
                    values,
                    evidence,
                    roles.get(),
                    window.get(),
                    evidence.counting().get());
        }
        Optional<SearchNumbers> search = SearchNumbers.of(evidence);
        if (search.isPresent()) {
            // what the CPUs did belongs to all rates that were tried, and to none of them
            search.get().put(values, evidence, roles.get());
            return new TrialNumbers(values, Collections.emptySortedMap());
        }
        OptionalDouble work = roles.get().isCounted() ? work(roles.get(), window.get()) : OptionalDouble.empty();
        if (work.isPresent()) {
            values.put(
                    roles.get().metric().name(),
                    work.getAsDouble() / window.get().seconds());
            SideStreams.putBothWays(values, evidence);
            WarmUp.put(
                    values,
                    evidence,
                    roles.get(),
                    values.getOrDefault(roles.get().metric().name(), 0.0));
            CpuCost.put(
                    values,
                    evidence,
                    roles.get(),
                    values.getOrDefault(roles.get().metric().name(), 0.0)
                            * window.get().seconds());
        }
        putTcp(values, evidence, roles.get());
        DatagramNumbers.put(values, evidence, roles.get());
        DeviceNumbers.put(values, window.get());
        SideStreams.putLoad(values, evidence);
        evidence.engine().ifPresent(it -> values.putAll(it.values()));
        SortedMap<String, Histogram> spreads = new TreeMap<>();
        OneWayNumbers.of(evidence).ifPresent(it -> {
            values.putAll(it.values());
            spreads.putAll(it.spreads());
        });
        Histogram latency = mergedLatency(window.get());
        if (latency != null) {
            Percentiles.put(values, Roles.LATENCY, latency);
            spreads.put(Roles.LATENCY, latency);
        }
        return new TrialNumbers(values, spreads);
    }

    /**
     * What the engine says, and what its traffic cost the CPUs: at its rate, in the window that was agreed, where it kept to that.
     * Where the probe sent, also what that knows.
     */
    private static TrialNumbers ofEngine(
            SortedMap<String, Double> values, Evidence evidence, Roles roles, Window window, EngineResult engine) {
        putTcp(values, evidence, roles);
        DatagramNumbers.putSent(values, evidence, roles.counter().other());
        values.putAll(engine.values());
        WarmUp.put(values, engine);
        Double transactions = engine.values().get(Roles.TRANSACTIONS);
        if (transactions != null) {
            Percentiles.keepShown(values, Roles.LATENCY, transactions * window.seconds());
        }
        DatagramNumbers.putAsked(values, evidence);
        Double rate = engine.values().get(roles.metric().name());
        if (rate != null && evidence.isInWindow()) {
            CpuCost.put(values, evidence, roles, rate * window.seconds());
        }
        return new TrialNumbers(values, Collections.emptySortedMap());
    }

    /** Bytes the receiver's application read, or transactions, in the window; empty where an interval did not tell. */
    private static OptionalDouble work(Roles roles, Window window) {
        Function<IntervalData, @Nullable Long> count =
                roles.isStream() ? IntervalData::receivedBytes : IntervalData::transactions;
        List<Long> counts = new ArrayList<>();
        for (IntervalData interval : window.intervals()) {
            Long it = count.apply(interval);
            if (it == null) {
                return OptionalDouble.empty();
            }
            counts.add(it);
        }
        return window.seconds() > 0
                ? OptionalDouble.of(
                        counts.stream().mapToDouble(Long::doubleValue).sum())
                : OptionalDouble.empty();
    }

    private static void putFloor(SortedMap<String, Double> values, Evidence evidence, Roles roles) {
        evidence.side(roles.counter())
                .map(SideData::prepared)
                .map(PreparedData::floor)
                .ifPresent(floor -> {
                    values.put(CLOCK_READ, floor.clockReadNanos());
                    values.put(HISTOGRAM_RECORD, floor.recordNanos());
                    values.put(WAKE_UP + ".p50", (double) floor.wakeUpMedianNanos());
                    values.put(WAKE_UP + ".max", (double) floor.wakeUpWorstNanos());
                });
    }

    private static void putTcp(SortedMap<String, Double> values, Evidence evidence, Roles roles) {
        // of streams both ways each side is a sender
        Set<Side> senders = evidence.counters().size() > 1
                ? evidence.counters()
                : Set.of(roles.isStream() ? roles.counter().other() : roles.counter());
        List<TcpData> tcp = senders.stream()
                .flatMap(sender -> evidence.window(sender).stream())
                .flatMap(window -> window.intervals().stream())
                .map(IntervalData::tcp)
                .filter(Objects::nonNull)
                .toList();
        sum(tcp, TcpData::retransmittedSegments).ifPresent(it -> values.put(RETRANSMITTED, it));
        sum(tcp, TcpData::dsackDuplicates).ifPresent(it -> values.put(DSACK, it));
        tcp.stream()
                .map(TcpData::rttMicros)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .average()
                .ifPresent(it -> values.put(RTT, it * 1e3));
    }

    private static OptionalDouble sum(List<TcpData> tcp, Function<TcpData, @Nullable Long> field) {
        List<Long> told = tcp.stream().map(field).filter(Objects::nonNull).toList();
        return told.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(told.stream().mapToDouble(Long::doubleValue).sum());
    }

    private static @Nullable Histogram mergedLatency(Window window) {
        Histogram merged = null;
        for (IntervalData interval : window.intervals()) {
            KeptHistogram it = interval.latency();
            if (it != null) {
                merged = Histograms.merge(merged, it.histogram());
            }
        }
        return merged;
    }
}
