package dev.tare.common.catalog;

import java.util.Map;

/** What an engine asks of a workload's options, whose values are in wire form. */
public sealed interface EngineCondition {

    boolean holds(Map<String, String> options);

    /** For messages: what has to be. */
    String words(WorkloadKind workload);

    /** The options, of those chosen, without which it would hold. */
    Map<String, String> blamed(Map<String, String> options);

    /** A number between two others, which belong to it. */
    record Within(String option, long least, long most) implements EngineCondition {

        @Override
        public boolean holds(Map<String, String> options) {
            long value = Long.parseLong(value(options, option));
            return value >= least && value <= most;
        }

        @Override
        public String words(WorkloadKind workload) {
            OptionSpec spec = spec(workload, option);
            String from = OptionText.toText(spec, Long.toString(least));
            String to = OptionText.toText(spec, Long.toString(most));
            return least == most ? option + " " + from : option + " from " + from + " to " + to;
        }

        @Override
        public Map<String, String> blamed(Map<String, String> options) {
            return Map.of(option, value(options, option));
        }
    }

    /** Two options with one value. */
    record Same(String option, String other) implements EngineCondition {

        @Override
        public boolean holds(Map<String, String> options) {
            return value(options, option).equals(value(options, other));
        }

        @Override
        public String words(WorkloadKind workload) {
            return option + " and " + other + " of one value";
        }

        @Override
        public Map<String, String> blamed(Map<String, String> options) {
            return Map.of(option, value(options, option), other, value(options, other));
        }
    }

    private static String value(Map<String, String> options, String option) {
        String value = options.get(option);
        if (value == null) {
            throw new IllegalArgumentException("option " + option + " is not filled in");
        }
        return value;
    }

    private static OptionSpec spec(WorkloadKind workload, String option) {
        return workload.options().stream()
                .filter(spec -> spec.name().equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(workload.name() + " has no option " + option));
    }
}
