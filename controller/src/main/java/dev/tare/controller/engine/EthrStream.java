package dev.tare.controller.engine;

import dev.tare.common.catalog.Transport;
import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.engine.EthrLines.Rate;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A stream of Ethr's: each side tells a rate for each second, rounded to two decimals of its unit, or to one. What the receiver
 * told counts, and of that the seconds which lie within the window for certain: one less than it has, because the first
 * begins somewhere in the receiver's own second.
 */
record EthrStream(Transport transport, Side sender, TrialRecord.Timing timing, Map<Side, List<EngineRunData>> runs) {

    private static final double BITS = 8;

    /** Of each run: after its time it goes on for 0.2 s, and a second that is not over is not told. */
    private static final double UNTOLD_SECONDS = 2;

    /** Where numbers are rounded by a larger part of them, they are doubtful. */
    private static final double COARSE = 0.005;

    void read(Reading reading) {
        int whole = (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(timing.durationNanos()) - 1);
        List<Rate> received = last(measured(sender.other(), transport == Transport.UDP), whole);
        if (received.isEmpty()) {
            reading.problem("ethr tells nothing of what the " + sender.other().word() + " received: "
                    + EthrLines.lastLine(runs.getOrDefault(Side.CLIENT, List.of())));
            return;
        }
        if (received.size() < whole) {
            reading.doubt("ethr told of " + received.size() + " of " + whole + " whole seconds");
        }
        int decimals = decimals();
        double rate = mean(received).orElseThrow();
        reading.value("goodput_bytes_per_second", rate / BITS);
        for (int second = 0; second < received.size(); second++) {
            double bytes = received.get(second).bitsPerSecond() / BITS;
            reading.point(new EngineResult.Point(second + 1.0, 1, bytes, true));
        }
        double rounding = received.stream()
                .mapToDouble(it -> it.rounding(decimals))
                .average()
                .orElseThrow();
        if (rounding > COARSE * rate) {
            reading.doubt(String.format(
                    Locale.ROOT, "ethr rounds what it tells: this rate by up to %.1f%%", 100 * rounding / rate));
        }
        if (transport == Transport.UDP) {
            mean(last(measured(sender, false), whole))
                    .ifPresent(sent -> reading.value("sent_bytes_per_second", sent / BITS));
        }
        moved(decimals, reading);
    }

    /** Of the run for the window, without what it ends with where the end of a second was not waited for. */
    private List<Rate> measured(Side side, boolean endsWithin) {
        List<EngineRunData> all = runs.getOrDefault(side, List.of());
        List<Rate> told = side == Side.CLIENT
                ? all.stream()
                        .filter(EngineRunData::measured)
                        .flatMap(run -> EthrLines.ofClient(run.out(), transport).stream())
                        .toList()
                : all.stream()
                        .flatMap(run -> EthrLines.ofLastTest(run.out(), transport).stream())
                        .toList();
        return endsWithin ? told.subList(0, Math.max(0, told.size() - 1)) : told;
    }

    private static List<Rate> last(List<Rate> told, int seconds) {
        return told.subList(Math.max(0, told.size() - seconds), told.size());
    }

    private static OptionalDouble mean(List<Rate> told) {
        return told.stream().mapToDouble(Rate::bitsPerSecond).average();
    }

    /** Warm-up included: the least is what the receiver told, the most what the sender may have besides what it told. */
    private void moved(int decimals, Reading reading) {
        double least = told(sender.other())
                .mapToDouble(it -> Math.max(0, it.bitsPerSecond() - it.rounding(decimals)))
                .sum();
        double most = told(sender)
                .mapToDouble(it -> it.bitsPerSecond() + it.rounding(decimals))
                .sum();
        double highest = Stream.of(Side.values())
                .flatMap(this::told)
                .mapToDouble(it -> it.bitsPerSecond() + it.rounding(decimals))
                .max()
                .orElse(0);
        int calls = runs.getOrDefault(Side.CLIENT, List.of()).size();
        reading.received(sender.other(), least / BITS);
        reading.sent(sender, Math.max(least, most + UNTOLD_SECONDS * calls * highest) / BITS);
        // nothing but a few bytes before the stream
        reading.received(sender, 0);
        reading.sent(sender.other(), 0);
    }

    private Stream<Rate> told(Side side) {
        return runs.getOrDefault(side, List.of()).stream()
                .flatMap(run -> (side == Side.CLIENT
                                ? EthrLines.ofClient(run.out(), transport)
                                : EthrLines.ofServer(run.out(), transport))
                        .stream());
    }

    /** That it writes: it leaves them out where they are zero, so that the longest tells. */
    private int decimals() {
        return Stream.of(Side.values())
                .flatMap(this::told)
                .mapToInt(Rate::decimals)
                .max()
                .orElse(0);
    }
}
