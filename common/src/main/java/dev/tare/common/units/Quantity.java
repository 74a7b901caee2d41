package dev.tare.common.units;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A decimal number and a unit, as people write them: {@code 1.5s}, {@code 128 KiB}. */
final class Quantity {

    /** So many digits that any bound is passed, so few that arithmetic stays cheap. */
    private static final Pattern FORM = Pattern.compile("([+-]?[0-9]{1,18}(?:\\.[0-9]{1,9})?) ?([A-Za-zµ/]{0,8})");

    private Quantity() {}

    /**
     * The text in base units.
     *
     * @param what is read, for messages: {@code a duration}
     * @param example for messages: {@code 10s}
     * @throws IllegalArgumentException in words for the user, where the text is not a quantity of these units, is not
     *     a whole number of base units, or does not fit
     */
    static long parse(String text, String what, String example, Units units) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + what + "; write it like " + example);
        }
        Optional<Long> unit = units.find(matcher.group(2));
        if (unit.isEmpty()) {
            String problem = matcher.group(2).isEmpty() ? "lacks a unit" : "has an unknown unit";
            throw new IllegalArgumentException(
                    "'" + text + "' " + problem + "; " + what + " has one of " + units.names());
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit.get()))
                    .longValueExact();
        } catch (ArithmeticException inexact) {
            throw new IllegalArgumentException(
                    "'" + text + "' is too large or too finely divided for " + what, inexact);
        }
    }
}
