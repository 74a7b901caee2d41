package dev.tare.probe.setup;

import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.OptionType;
import dev.tare.common.catalog.WorkloadKind;
import java.util.HashMap;
import java.util.Map;

/** A workload's options as the catalogue allows them, defaults filled in, in base units. */
public record WorkloadOptions(Map<String, String> values) {

    public WorkloadOptions {
        values = Map.copyOf(values);
    }

    /** Refuses what the catalogue does not know or allow. */
    static WorkloadOptions of(WorkloadKind kind, Map<String, String> given) throws ProbeFailure {
        Map<String, String> values = new HashMap<>();
        for (OptionSpec spec : kind.options()) {
            String value = given.getOrDefault(spec.name(), spec.defaultValue());
            check(kind, spec, value);
            values.put(spec.name(), value);
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new ProbeFailure(
                        FailureCode.BAD_SETUP, "workload " + kind.name() + " has no option '" + name + "'");
            }
        }
        return new WorkloadOptions(values);
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option " + name);
        }
        return value;
    }

    /** As {@link #text(String)}, of an option that not every workload has. */
    public String text(String name, String absent) {
        return values.getOrDefault(name, absent);
    }

    /** A size or a count of which the catalogue keeps all values below 2^31. */
    public int number(String name) {
        return Math.toIntExact(longNumber(name));
    }

    /** As {@link #number}, of an option that not every workload has. */
    public int number(String name, int absent) {
        return values.containsKey(name) ? number(name) : absent;
    }

    /** In base units: bytes, bits per second, nanoseconds. */
    public long longNumber(String name) {
        return Long.parseLong(text(name));
    }

    private static void check(WorkloadKind kind, OptionSpec spec, String value) throws ProbeFailure {
        boolean fine = spec.type() == OptionType.CHOICE
                ? spec.choices().contains(value)
                : value.matches("[0-9]{1,18}")
                        && Long.parseLong(value) >= spec.minimum()
                        && Long.parseLong(value) <= spec.maximum();
        if (!fine) {
            String allowed = spec.type() == OptionType.CHOICE
                    ? "one of " + spec.choices()
                    : spec.minimum() + " to " + spec.maximum();
            throw new ProbeFailure(
                    FailureCode.BAD_SETUP,
                    "workload " + kind.name() + ": option " + spec.name() + " is '" + value + "', allowed is "
                            + allowed);
        }
    }
}
