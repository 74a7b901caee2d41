package dev.tare.common.units;

import java.util.List;

/** Numbers of bytes as text: {@code 128KiB}, {@code 1MB}, {@code 64}. */
public final class Sizes {

    private static final long KIB = 1024;

    /** In bytes. */
    private static final Units UNITS = new Units()
            .with("", 1)
            .with("B", 1)
            .with("KiB", KIB)
            .with("MiB", KIB * KIB)
            .with("GiB", KIB * KIB * KIB)
            .with("kB", 1_000)
            .with("KB", 1_000)
            .with("MB", 1_000_000)
            .with("GB", 1_000_000_000);

    private Sizes() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in words for the user; a negative size is read, bounds are the caller's
     */
    public static long parse(String text) {
        return Quantity.parse(text, "a size", "128KiB", UNITS);
    }

    /** Exact: binary units where they divide it, bytes otherwise; {@link #parse} reads it back. */
    public static String format(long bytes) {
        return UNITS.exact(bytes, List.of("B", "KiB", "MiB", "GiB"));
    }
}
