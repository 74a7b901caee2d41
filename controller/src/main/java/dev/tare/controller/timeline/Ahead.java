package dev.tare.controller.timeline;

import dev.tare.common.clock.Bounds;
import dev.tare.common.clock.Offset;
import java.util.function.LongFunction;

/** Two clocks, each of which can be put on one and the same third. */
final class Ahead {

    private Ahead() {}

    /** How much more the second reads than the first, when the first reads this; the bounds of both are added. */
    static Offset of(LongFunction<Moment> first, LongFunction<Moment> second, long firstNanos) {
        Moment here = first.apply(firstNanos);
        // the first guess presumes no offset; the second is off by what the clocks drift apart over the first's error,
        // which the third corrects
        long secondNanos = firstNanos;
        Moment there = second.apply(secondNanos);
        for (int guess = 0; guess < 2; guess++) {
            secondNanos += here.atNanos() - there.atNanos();
            there = second.apply(secondNanos);
        }
        return new Offset(secondNanos - firstNanos, Bounds.sum(here.boundNanos(), there.boundNanos()), 0);
    }
}
