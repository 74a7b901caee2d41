package dev.tare.common.catalog;

/** How the text of an option is read. */
public enum OptionType {
    /** One of a list of words. */
    CHOICE,
    /** Bytes; a plan may use KiB, MiB, KB, MB. */
    SIZE,
    /** A whole number. */
    COUNT
}
