package dev.tare.controller.timeline;

import dev.tare.common.clock.Offset;
import dev.tare.controller.trial.Synchrony.Comparison;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of two ways from one agent's clock to the other's is used. They are independent of each other, so that the truth lies
 * within both bounds, unless somebody does not tell his clock as it is.
 *
 * @param way where the two contradict each other, its bound covers both
 * @param boundNanos of the way, at the worst instant
 * @param comparison null where there is one way only
 */
record Ways(Way way, long boundNanos, @Nullable Comparison comparison) {

    /** 36 years. */
    private static final double FARTHEST = 1L << 60;

    static Ways of(Way only, long[] instants) {
        return new Ways(only, worst(offsets(only, instants)), null);
    }

    static Ways of(Way direct, Way byController, long[] instants) {
        Offset[] one = offsets(direct, instants);
        Offset[] other = offsets(byController, instants);
        Comparison comparison = IntStream.range(0, instants.length)
                .mapToObj(i -> new Comparison(one[i].boundNanos(), other[i].boundNanos(), difference(one[i], other[i])))
                .max(Comparator.comparingLong(Comparison::excessNanos))
                .orElseThrow();
        boolean better = direct.sound() == byController.sound() ? sum(one) < sum(other) : direct.sound();
        Way used = better ? direct : byController;
        long worst = worst(better ? one : other);
        if (!comparison.contradicts()) {
            return new Ways(used, worst, comparison);
        }
        long more = IntStream.range(0, instants.length)
                .mapToLong(i -> Math.abs(difference(one[i], other[i])) + (better ? other : one)[i].boundNanos())
                .max()
                .orElseThrow();
        return new Ways(used.wider(more), worst + more, comparison);
    }

    private static Offset[] offsets(Way way, long[] instants) {
        LongFunction<Offset> ahead = way::serverAhead;
        return Arrays.stream(instants).mapToObj(ahead).toArray(Offset[]::new);
    }

    /** Two liars can be further apart than a number can say; what is added to it later must not overflow either. */
    private static long difference(Offset one, Offset other) {
        double far = (double) one.offsetNanos() - (double) other.offsetNanos();
        return Math.abs(far) > FARTHEST ? (long) Math.copySign(FARTHEST, far) : one.offsetNanos() - other.offsetNanos();
    }

    private static long worst(Offset[] offsets) {
        return Arrays.stream(offsets).mapToLong(Offset::boundNanos).max().orElseThrow();
    }

    private static long sum(Offset[] offsets) {
        return Arrays.stream(offsets).mapToLong(Offset::boundNanos).sum();
    }
}
