package dev.tare.common.catalog;

import java.time.Duration;
import java.util.List;

/**
 * One option of a kind. On the wire an option is a string in base units; a plan may write {@code 128KiB} or {@code 10ms}.
 *
 * @param name as a plan writes it, e.g. {@code block}
 * @param type how its text is read and what the wire form is
 * @param defaultValue in wire form; filled in when a plan does not say, so that every archived cell is explicit
 * @param choices for {@link OptionType#CHOICE}, all that are allowed; empty otherwise
 * @param minimum smallest allowed number, in base units (but for CHOICE)
 * @param maximum largest allowed number, in base units (but for CHOICE)
 * @param meaning one sentence for help and docs
 */
public record OptionSpec(
        String name,
        OptionType type,
        String defaultValue,
        List<String> choices,
        long minimum,
        long maximum,
        String meaning) {

    public static OptionSpec choice(String name, String defaultValue, List<String> choices, String meaning) {
        return new OptionSpec(name, OptionType.CHOICE, defaultValue, List.copyOf(choices), 0, 0, meaning);
    }

    public static OptionSpec size(String name, long defaultBytes, long minimum, long maximum, String meaning) {
        return new OptionSpec(name, OptionType.SIZE, Long.toString(defaultBytes), List.of(), minimum, maximum, meaning);
    }

    /** No limit when absent. */
    public static OptionSpec rate(String name, long maximumBitsPerSecond, String meaning) {
        return new OptionSpec(name, OptionType.RATE, "0", List.of(), 0, maximumBitsPerSecond, meaning);
    }

    public static OptionSpec duration(
            String name, Duration defaultValue, Duration minimum, Duration maximum, String meaning) {
        return new OptionSpec(
                name,
                OptionType.DURATION,
                Long.toString(defaultValue.toNanos()),
                List.of(),
                minimum.toNanos(),
                maximum.toNanos(),
                meaning);
    }

    /** All in parts per million. */
    public static OptionSpec share(String name, long defaultParts, long minimum, long maximum, String meaning) {
        return new OptionSpec(
                name, OptionType.SHARE, Long.toString(defaultParts), List.of(), minimum, maximum, meaning);
    }

    public static OptionSpec count(String name, long defaultCount, long minimum, long maximum, String meaning) {
        return new OptionSpec(
                name, OptionType.COUNT, Long.toString(defaultCount), List.of(), minimum, maximum, meaning);
    }
}
