package dev.tare.common.catalog;

/** How the text of an option is read. */
public enum OptionType {
    /** One of a list of words. */
    CHOICE,
    /** Bytes; a plan may use KiB, MiB, KB, MB. */
    SIZE,
    /** A whole number. */
    COUNT,
    /** Bits per second; a plan uses {@code Mbit} and the like, {@code unlimited} is 0. */
    RATE,
    /** Nanoseconds; a plan uses {@code ms} and the like. */
    DURATION,
    /** Parts per million; a plan uses {@code 0.1%}. */
    SHARE
}
