package dev.tare.common.catalog;

/**
 * A number that a workload yields.
 *
 * @param name as in summary.json, with the base unit in it, e.g. {@code goodput_bytes_per_second}
 * @param unit base unit, for people
 * @param direction whether more or less of it is better
 * @param title heading of a column or an axis
 */
public record Metric(String name, String unit, Direction direction, String title) {

    /** Which way is better. */
    public enum Direction {
        HIGHER_IS_BETTER,
        LOWER_IS_BETTER
    }
}
