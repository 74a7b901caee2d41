package dev.tare.controller.analysis.verdict;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.tare.controller.trial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the rules found, so far. */
final class Findings {

    private final List<String> labels = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private Verdict.Level level = Verdict.Level.VALID;

    @FormatMethod
    void invalid(@FormatString String format, Object... arguments) {
        add(Verdict.Level.INVALID, String.format(Locale.ROOT, format, arguments));
    }

    @FormatMethod
    void degraded(@FormatString String format, Object... arguments) {
        add(Verdict.Level.DEGRADED, String.format(Locale.ROOT, format, arguments));
    }

    /** Worth knowing, and nothing against the trial. */
    void remark(String reason) {
        reasons.add(reason);
    }

    void label(String label) {
        if (labels.contains(label)) {
            return; // of the other side, too
        }
        labels.add(label);
    }

    private void add(Verdict.Level worse, String reason) {
        reasons.add(reason);
        if (worse.compareTo(level) > 0) {
            level = worse;
        }
    }

    Verdict toVerdict() {
        return new Verdict(level, labels, reasons);
    }
}
