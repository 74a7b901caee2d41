package dev.tare.controller.report;

import dev.tare.controller.analysis.statistics.Interval95;
import dev.tare.controller.analysis.statistics.PairedRatio;
import dev.tare.controller.analysis.summary.CellResult;
import dev.tare.controller.analysis.summary.RatioMeaning;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.analysis.verdict.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be thought of a ratio to native. */
final class RatioWords {

    private RatioWords() {}

    /** Without its interval, of a number that is better when it is higher: {@code 0.97 or less (no difference shown)}. */
    static String brief(CellResult cell, Summary.RatioSummary ratio) {
        String text = Quantity.fixed(ratio.ratio(), 2);
        String judged = switch (ratio.meaning()) {
            case NOT_A_COST -> text + " (" + limit(cell) + ": not a cost)";
            case COST_AT_LEAST -> text + " or less" + doubt(ratio);
            case COST -> text + doubt(ratio);
        };
        return judged
                + otherNetwork(cell, ratio)
                        .map(it -> " (native on the " + it + " network)")
                        .orElse("");
    }

    /** With its interval, and on which network native was where that is another. */
    static String amount(CellResult cell, Summary.RatioSummary ratio) {
        return amountAlone(cell, ratio)
                + otherNetwork(cell, ratio)
                        .map(it -> " against native on the " + it + " network")
                        .orElse("");
    }

    /** With its interval. */
    static String amountAlone(CellResult cell, Summary.RatioSummary ratio) {
        Interval95 ci = ratio.ci95();
        List<String> notes = new ArrayList<>();
        notes.add(
                ci == null
                        ? few(ratio) + ": no interval"
                        : "95% CI " + Quantity.fixed(ci.low(), 3) + "–" + Quantity.fixed(ci.high(), 3));
        if (ci != null && isTooFew(ratio)) {
            notes.add(few(ratio));
        }
        if (ratio.meaning() == RatioMeaning.NOT_A_COST) {
            notes.add(limit(cell)
                    + (cell.isMostly(Labels.PLAN_LIMITED)
                            ? ", so this says nothing of the cost"
                            : ", so this understates the cost"));
        } else if (ci != null && !isTooFew(ratio)) {
            if (ci.contains(1)) {
                notes.add("no difference shown");
            } else if (ratio.meaning() == RatioMeaning.COST_AT_LEAST) {
                notes.add("it costs at least this");
            }
        }
        return Quantity.fixed(ratio.ratio(), 3) + " (" + String.join("; ", notes) + ")";
    }

    /** The network of the native cell, where it is not the cell's. */
    static Optional<String> otherNetwork(CellResult cell, Summary.RatioSummary ratio) {
        return Optional.of(ratio.referenceNetwork())
                .filter(it -> !it.equals(cell.cell().networkTitle()));
    }

    /** What set a number that is no cost; where the wire did, no ratio is told. */
    private static String limit(CellResult cell) {
        return cell.isMostly(Labels.PLAN_LIMITED)
                ? "the highest rate of the plan got through"
                : "its peer was the limit";
    }

    private static String doubt(Summary.RatioSummary ratio) {
        if (isTooFew(ratio)) {
            return " (" + few(ratio) + ")";
        }
        Interval95 ci = ratio.ci95();
        return ci != null && ci.contains(1) ? " (no difference shown)" : "";
    }

    /** An interval from two pairs spans factors, whatever they are: that it holds 1 says nothing. */
    private static boolean isTooFew(Summary.RatioSummary ratio) {
        return ratio.pairs() < PairedRatio.FEWEST_PAIRS;
    }

    private static String few(Summary.RatioSummary ratio) {
        return ratio.pairs() == 1 ? "one pair only" : "two pairs only";
    }
}
