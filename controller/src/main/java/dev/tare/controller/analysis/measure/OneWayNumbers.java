package dev.tare.controller.analysis.measure;

import dev.tare.common.clock.Offset;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.OneWayData;
import dev.tare.controller.timeline.ProbeClock;
import dev.tare.controller.timeline.ProbeClocks;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * One-way delays of a trial's window (RFC 7679), application to application, and their variation above the least one
 * (RFC 5481, PDV). A delay is a difference of two hosts' clocks, so that it is true within the bound of these and no better:
 * where the bound reaches the smallest delay of a direction, that direction's delays are not told. Variation is one
 * clock's difference taken twice, from which the offset falls out.
 *
 * @param values by metric name
 * @param spreads the whole of those that have percentiles among the values, nanoseconds, by metric name
 * @param refusals why delays are not told, one sentence each
 * @param early datagrams that came before they left by more than the clocks' bound: then the bound is not true
 * @param far datagrams whose stamps are hours from the others': they cannot be
 * @param notKept datagrams whose transit time was lost for want of room
 */
public record OneWayNumbers(
        SortedMap<String, Double> values,
        SortedMap<String, Histogram> spreads,
        List<String> refusals,
        long early,
        long far,
        long notKept) {

    static final String TO_SERVER = "one_way_to_server_ns";
    static final String TO_CLIENT = "one_way_to_client_ns";
    static final String BOUND = "one_way_bound_ns";
    static final String VARIATION_TO_SERVER = "delay_variation_to_server_ns";
    static final String VARIATION_TO_CLIENT = "delay_variation_to_client_ns";

    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

    /** Empty for a trial without stamped datagrams in its window. */
    public static Optional<OneWayNumbers> of(Evidence evidence) {
        List<IntervalData> stamped = evidence.window(Side.CLIENT).stream()
                .flatMap(window -> window.intervals().stream())
                .filter(interval -> interval.oneWay() != null)
                .toList();
        return stamped.isEmpty() ? Optional.empty() : Optional.of(of(evidence, stamped));
    }

    private static OneWayNumbers of(Evidence evidence, List<IntervalData> stamped) {
        Optional<ProbeClocks> clocks = ProbeClocks.of(evidence.sides(), evidence.clocks());
        Correction correction = new Correction(clocks);
        long[] toServer = transits(stamped, OneWayData::toServerNanos, correction, -1);
        long[] toClient = transits(stamped, OneWayData::toClientNanos, correction, 1);
        SortedMap<String, Double> values = new TreeMap<>();
        SortedMap<String, Histogram> spreads = new TreeMap<>();
        List<String> refusals = new ArrayList<>();
        unsound(evidence, clocks).ifPresent(refusals::add);
        long far = far(toServer) + far(toClient);
        if (far == 0) {
            spreads.put(VARIATION_TO_SERVER, histogram(aboveLeast(toServer)));
            spreads.put(VARIATION_TO_CLIENT, histogram(aboveLeast(toClient)));
        } else {
            refusals.add(String.format(
                    Locale.ROOT,
                    "no one-way delay is told, nor how it varies: %d datagrams are stamped an hour or more from all others",
                    far));
        }
        long early = early(toServer, correction.boundNanos) + early(toClient, correction.boundNanos);
        if (clocks.isPresent() && early > 0) {
            refusals.add("no one-way delay is told: the clocks contradict the order of events");
        }
        if (refusals.isEmpty()) {
            values.put(BOUND, (double) correction.boundNanos);
            delay(refusals, "server", toServer, correction.boundNanos).ifPresent(it -> spreads.put(TO_SERVER, it));
            delay(refusals, "client", toClient, correction.boundNanos).ifPresent(it -> spreads.put(TO_CLIENT, it));
        }
        spreads.forEach((name, spread) -> Percentiles.put(values, name, spread));
        for (String name : List.of(TO_SERVER, TO_CLIENT)) {
            if (spreads.containsKey(name)) {
                long[] told = name.equals(TO_SERVER) ? toServer : toClient;
                values.put(name + ".min", (double) Arrays.stream(told).min().orElse(0));
            }
        }
        long notKept = stamped.stream()
                .map(IntervalData::oneWay)
                .mapToLong(it -> it == null ? 0 : it.notKept())
                .sum();
        return new OneWayNumbers(values, spreads, List.copyOf(refusals), clocks.isPresent() ? early : 0, far, notKept);
    }

    private static Optional<String> unsound(Evidence evidence, Optional<ProbeClocks> clocks) {
        if (clocks.isEmpty()) {
            return Optional.of("no one-way delay is told: the clocks were not compared");
        }
        for (Side side : Side.values()) {
            if (evidence.side(side)
                    .flatMap(ProbeClock::of)
                    .filter(ProbeClock::sound)
                    .isEmpty()) {
                return Optional.of(
                        "no one-way delay is told: the clock of the %s's probe is not sound".formatted(side.word()));
            }
        }
        for (Side side : Side.values()) {
            Optional<Duration> step = WallStep.of(evidence.trialRecord(), side);
            if (step.isPresent()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "no one-way delay is told: the %s's wall clock was set by %+.3f s during the trial, and the kernel stamps by it the"
                                + " packets by which clocks are compared",
                        side.word(),
                        WallStep.seconds(step.get())));
            }
        }
        Optional<Synchrony.Between> between = evidence.clocks().between();
        if (between.filter(Synchrony.Between::contradicts).isPresent()) {
            return Optional.of(
                    "no one-way delay is told: what the agents found of each other's clocks contradicts what the"
                            + " controller found");
        }
        if (between.filter(OneWayNumbers::foundDirectly).isPresent()) {
            return Optional.empty();
        }
        Synchrony synchrony = evidence.trialRecord().synchrony();
        Map<Side, Synchrony.Followed> followed = synchrony == null ? Map.of() : synchrony.clocks();
        for (Side side : Side.values()) {
            Synchrony.Followed clock = followed.get(side);
            if (clock == null) {
                return Optional.of("no one-way delay is told: the %s's clock was not followed through the trial"
                        .formatted(side.word()));
            }
            if (!clock.sound()) {
                return Optional.of("no one-way delay is told: the %s's clock is not sound".formatted(side.word()));
            }
        }
        return Optional.empty();
    }

    /** Then it does not matter how well the controller could follow them. */
    private static boolean foundDirectly(Synchrony.Between between) {
        Synchrony.Followed direct = between.direct();
        return between.source() == Synchrony.Source.DIRECT && direct != null && direct.sound();
    }

    private static long early(long[] delays, long boundNanos) {
        return Arrays.stream(delays).filter(it -> it < -boundNanos).count();
    }

    /** How many are longer or shorter by an hour than the one in the middle; a liar's are as far apart as numbers can be. */
    private static long far(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return Arrays.stream(nanos)
                .filter(it -> Math.abs((double) it - sorted[sorted.length / 2]) > LONGEST_NANOS)
                .count();
    }

    private static Optional<Histogram> delay(List<String> refusals, String receiver, long[] delays, long boundNanos) {
        long least = Arrays.stream(delays).min().orElse(0);
        if (boundNanos >= least) {
            refusals.add(String.format(
                    Locale.ROOT,
                    "no one-way delay to the %s is told: the clocks are known to ±%.1f µs, the smallest delay is %.1f µs",
                    receiver,
                    boundNanos / 1e3,
                    least / 1e3));
            return Optional.empty();
        }
        return Optional.of(histogram(delays));
    }

    private static Histogram histogram(long[] nanos) {
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        histogram.setAutoResize(true);
        Arrays.stream(nanos).forEach(histogram::recordValue);
        return histogram;
    }

    private static long[] aboveLeast(long[] nanos) {
        long least = Arrays.stream(nanos).min().orElse(0);
        return Arrays.stream(nanos).map(it -> it - least).toArray();
    }

    private static long[] transits(
            List<IntervalData> stamped, Function<OneWayData, LongBuffer> direction, Correction correction, int sign) {
        return stamped.stream()
                .flatMapToLong(interval -> {
                    OneWayData oneWay = interval.oneWay();
                    return oneWay == null
                            ? LongStream.empty()
                            : correction.corrected(interval, direction.apply(oneWay), sign);
                })
                .toArray();
    }

    /** Takes the clocks' offset out of transit times. Where it is not known it takes out nothing. */
    private static final class Correction {

        private final Optional<ProbeClocks> clocks;
        private long boundNanos;

        Correction(Optional<ProbeClocks> clocks) {
            this.clocks = clocks;
        }

        /** By their order, transit times are spread over the interval evenly: that is near enough for a drift. */
        LongStream corrected(IntervalData interval, LongBuffer transits, int sign) {
            if (clocks.isEmpty()) {
                return LongStream.range(0, transits.limit()).map(i -> transits.get((int) i));
            }
            Offset first = clocks.get().serverAhead(interval.startNanos());
            Offset last = clocks.get().serverAhead(interval.endNanos());
            boundNanos = Math.max(boundNanos, Math.max(first.boundNanos(), last.boundNanos()));
            double slope = (double) (last.offsetNanos() - first.offsetNanos()) / transits.limit();
            return LongStream.range(0, transits.limit())
                    .map(i -> transits.get((int) i) + sign * (first.offsetNanos() + Math.round(slope * (i + 0.5))));
        }
    }
}
