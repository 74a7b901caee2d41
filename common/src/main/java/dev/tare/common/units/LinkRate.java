package dev.tare.common.units;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a link carries, on the wire.
 *
 * @param bitsPerSecond with preamble, FCS and gap; 0 is unlimited
 */
public record LinkRate(long bitsPerSecond) {

    public static final LinkRate UNLIMITED = new LinkRate(0);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(kbit|mbit|gbit|ge)(?:/s)?");
    private static final Map<String, Long> UNITS =
            Map.of("kbit", 1_000L, "mbit", 1_000_000L, "gbit", 1_000_000_000L, "ge", 1_000_000_000L);

    public LinkRate {
        if (bitsPerSecond < 0) {
            throw new IllegalArgumentException("a link's rate is never negative");
        }
    }

    /** Reads {@code unlimited}, {@code 10GE}, {@code 2.5Gbit}, {@code 100Mbit/s}, in any case. */
    public static LinkRate parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("unlimited")) {
            return UNLIMITED;
        }
        Matcher matcher = TEXT.matcher(lower);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no link rate: write 10GE, 10Gbit, 100Mbit or unlimited");
        }
        long bits = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 0L)))
                .longValue();
        if (bits == 0) {
            throw new IllegalArgumentException("'" + text + "' would carry nothing");
        }
        return new LinkRate(bits);
    }

    public boolean isUnlimited() {
        return bitsPerSecond == 0;
    }

    /** For people, and as {@link #parse} reads it: {@code 10Gbit}, {@code unlimited}. */
    @Override
    public String toString() {
        if (isUnlimited()) {
            return "unlimited";
        }
        String unit = bitsPerSecond >= 1_000_000_000 ? "Gbit" : bitsPerSecond >= 1_000_000 ? "Mbit" : "kbit";
        long bits = UNITS.getOrDefault(unit.toLowerCase(Locale.ROOT), 1L);
        return BigDecimal.valueOf(bitsPerSecond)
                        .divide(BigDecimal.valueOf(bits))
                        .stripTrailingZeros()
                        .toPlainString()
                + unit;
    }
}
