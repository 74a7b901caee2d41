package dev.tare.controller.analysis.measure;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Percentiles are never averaged: the histograms are added, and asked again. */
public final class Histograms {

    private static final int SIGNIFICANT_DIGITS = 3;

    private Histograms() {}

    /** Adds {@code next} to {@code sum}, or to a new one where that is null; returns the sum. */
    public static Histogram merge(@Nullable Histogram sum, Histogram next) {
        Histogram target = sum;
        if (target == null) {
            target = new Histogram(SIGNIFICANT_DIGITS);
            target.setAutoResize(true);
        }
        target.add(next);
        return target;
    }
}
