package dev.tare.controller.report;

import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.timeline.Span;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trial's timeline; seconds count from the agreed instant, or from the trial's beginning where there was none.
 *
 * @param ends when the window ended; null where the trial did not get so far
 */
record Lanes(@Nullable BigDecimal ends, List<Lane> lanes) {

    private static final MathContext DIGITS = new MathContext(3);

    /** A lane that is drawn only where there is something in it. */
    private static final String ENGINE = ", engine";

    /** From top to bottom, by whose clock told. */
    private static final Map<String, String> TITLES = titles();

    record Lane(String title, List<Bout> bouts) {}

    /** Both ends are true within ± {@code bound} microseconds. */
    record Bout(String name, BigDecimal from, BigDecimal to, BigDecimal bound) {}

    static Lanes of(JudgedTrial trial) {
        TrialRecord.Timing timing = trial.trialRecord().timing();
        Long start = timing.startAtNanos();
        long zero = start == null ? timing.startNanos() : start;
        long ends = zero + timing.warmupNanos() + timing.durationNanos();
        return new Lanes(
                start == null || ends > timing.endNanos() ? null : seconds(ends - zero),
                TITLES.entrySet().stream()
                        .map(it -> new Lane(it.getValue(), bouts(trial, it.getKey(), zero)))
                        .filter(lane ->
                                !lane.title().endsWith(ENGINE) || !lane.bouts().isEmpty())
                        .toList());
    }

    private static List<Bout> bouts(JudgedTrial trial, String source, long zero) {
        List<Bout> bouts = new ArrayList<>();
        for (Span span : trial.spans()) {
            if (span.source().equals(source)) {
                long bound = Math.max(span.from().boundNanos(), span.to().boundNanos());
                bouts.add(new Bout(
                        span.name(),
                        seconds(span.from().atNanos() - zero),
                        seconds(span.to().atNanos() - zero),
                        BigDecimal.valueOf(bound, 3).round(DIGITS).stripTrailingZeros()));
            }
        }
        return bouts;
    }

    /** To the microsecond. */
    private static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(Math.round(nanos / 1e3), 6).stripTrailingZeros();
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("controller", "Controller");
        for (Side side : Side.values()) {
            String host = side == Side.CLIENT ? "Client" : "Server";
            titles.put(side.word(), host + ", agent");
            titles.put(side.word() + "-probe", host + ", probe");
            titles.put(side.word() + "-engine", host + ENGINE);
        }
        return titles;
    }
}
