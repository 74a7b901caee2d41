package dev.tare.controller.selftest;

import dev.tare.controller.analysis.statistics.Interval95;
import org.jspecify.annotations.Nullable;

/**
 * The probe against one engine, the same work in the same blocks.
 *
 * @param runtime in which both ran, with its options; on {@code network}, with {@code tuning}, on {@code link}
 * @param side which is in that runtime
 * @param setting options of the workload that are not the usual ones, or {@code defaults}
 * @param metric by its name in {@code summary.json}
 * @param againstVersion empty where the engine never ran
 * @param pairs blocks in which both were measured, by trials of the basis
 * @param basis which trials count
 * @param builtinMedian of the probe, over the pairs; null without any
 * @param againstMedian of the engine
 * @param ratioMedian of the pairs' ratios, probe over engine
 * @param ratioCi95 of their geometric mean, by Student's t over logarithms; null for fewer than two pairs
 * @param resolvesAt10 the smallest share by which two such means differ that four of five campaigns of ten repetitions, paired, see:
 *     whose interval then leaves out 1; null for fewer than two pairs
 * @param reason why there is no ratio; null when there is one
 * @param remedy what to do about it
 */
public record Comparison(
        String runtime,
        String network,
        String tuning,
        String link,
        String side,
        String workload,
        String setting,
        String metric,
        String against,
        String againstVersion,
        int pairs,
        Basis basis,
        @Nullable Double builtinMedian,
        @Nullable Double againstMedian,
        @Nullable Double ratioMedian,
        @Nullable Interval95 ratioCi95,
        @Nullable Double resolvesAt10,
        @Nullable String reason,
        @Nullable String remedy) {

    /** The setting where nobody was told anything. */
    public static final String DEFAULTS = "defaults";

    /** Which trials make pairs. */
    public enum Basis {
        /** Both of a pair are VALID. */
        VALID,
        /** There are too few such pairs: none of a pair is INVALID. Both were disturbed alike, in one block. */
        DEGRADED
    }
}
