package dev.tare.controller.cli;

import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Plans;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The shipped plan {@code selftest}, with as many pairs as are asked for. */
final class SelftestPlan {

    private static final String NAME = "selftest";
    private static final int QUICK_PAIRS = 3;

    private SelftestPlan() {}

    /**
     * @param pairs null for the plan's own number, or for {@code quick}'s
     * @param quick three pairs of two seconds
     */
    static Plan of(@Nullable Integer pairs, boolean quick, OptionalLong seed) {
        String text = Plans.text(NAME);
        if (quick) {
            text = with(text, "duration", "2s");
        }
        if (pairs != null || quick) {
            text = with(text, "repetitions", Integer.toString(pairs == null ? QUICK_PAIRS : pairs));
        }
        return Plans.parse(NAME + ".yaml", text, seed);
    }

    private static String with(String text, String key, String value) {
        return text.replaceFirst("(?m)^" + key + ": .*$", key + ": " + value);
    }
}
