package dev.tare.bench;

import dev.tare.controller.analysis.statistics.Interval95;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of {@code docs/benchmarks.md}, written as results come, and what was missed. */
final class Page {

    private final StringBuilder text = new StringBuilder();
    private final List<String> missed = new ArrayList<>();

    void say(String paragraph) {
        text.append(paragraph).append("\n\n");
    }

    void head(String title) {
        text.append("## ").append(title).append("\n\n");
    }

    void table(String... columns) {
        row(columns);
        text.append("|").append("---|".repeat(columns.length)).append('\n');
    }

    void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    void endTable() {
        text.append('\n');
    }

    /** A word for the table; what is missed is said again at the end. */
    String judge(boolean met, String what) {
        if (!met) {
            missed.add(what);
        }
        return met ? "met" : "**missed**";
    }

    /** The same of what has to be above a value for certain: an interval that has it inside decides nothing. */
    String judgeAbove(double least, @Nullable Interval95 interval, String what) {
        if (interval == null || (interval.low() <= least && interval.high() >= least)) {
            missed.add(what + ", undecided");
            return "undecided";
        }
        return judge(interval.low() > least, what);
    }

    List<String> missed() {
        return List.copyOf(missed);
    }

    String text() {
        return text.toString().stripTrailing() + "\n";
    }
}
