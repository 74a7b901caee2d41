package dev.tare.common.catalog;

import dev.tare.common.units.Durations;
import dev.tare.common.units.LinkRate;
import dev.tare.common.units.Shares;
import dev.tare.common.units.Sizes;
import java.time.Duration;

/** An option's value between what people write ({@code 128KiB}) and the wire form ({@code 131072}). */
public final class OptionText {

    private OptionText() {}

    /**
     * The wire form of what a plan says.
     *
     * @throws IllegalArgumentException in words for the user
     */
    public static String toWire(OptionSpec option, String text) {
        return switch (option.type()) {
            case CHOICE -> choice(option, text);
            case SIZE -> bounded(option, Sizes.parse(text));
            case COUNT -> bounded(option, count(option, text));
            case RATE -> bounded(option, LinkRate.parse(text).bitsPerSecond());
            case DURATION -> bounded(option, Durations.parse(text).toNanos());
            case SHARE -> bounded(option, Shares.parse(text));
        };
    }

    /** The wire form for people, and back again: {@code 131072} becomes {@code 128KiB}. */
    public static String toText(OptionSpec option, String wire) {
        return switch (option.type()) {
            case CHOICE, COUNT -> wire;
            case SIZE -> Sizes.format(Long.parseLong(wire));
            case RATE -> new LinkRate(Long.parseLong(wire)).toString();
            case DURATION -> Durations.format(Duration.ofNanos(Long.parseLong(wire)));
            case SHARE -> Shares.format(Long.parseLong(wire));
        };
    }

    private static String choice(OptionSpec option, String text) {
        if (!option.choices().contains(text)) {
            throw new IllegalArgumentException("unknown " + option.name() + " '" + text + "'");
        }
        return text;
    }

    private static long count(OptionSpec option, String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new IllegalArgumentException(option.name() + " must be a whole number, not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static String bounded(OptionSpec option, long value) {
        if (value < option.minimum() || value > option.maximum()) {
            String text = toText(option, Long.toString(value));
            throw new IllegalArgumentException(option.name() + " " + text + " is out of range: from "
                    + toText(option, Long.toString(option.minimum())) + " to "
                    + toText(option, Long.toString(option.maximum())));
        }
        return Long.toString(value);
    }
}
