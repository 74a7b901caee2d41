package dev.tare.common.units;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Parts of a whole as text: {@code 0.1%}, {@code 0}. */
public final class Shares {

    private static final Pattern TEXT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?%");

    /** Places between a percent and a millionth. */
    private static final int PLACES = 4;

    private Shares() {}

    /**
     * Parts per million.
     *
     * @throws IllegalArgumentException in words for the user
     */
    public static long parse(String text) {
        if (text.equals("0")) {
            return 0;
        }
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no share: write 0.1% or 0, with four places at most");
        }
        return new BigDecimal(text.substring(0, text.length() - 1))
                .movePointRight(PLACES)
                .longValueExact();
    }

    /** Exact; {@link #parse} reads it back. */
    public static String format(long partsPerMillion) {
        return BigDecimal.valueOf(partsPerMillion, PLACES).stripTrailingZeros().toPlainString() + "%";
    }
}
