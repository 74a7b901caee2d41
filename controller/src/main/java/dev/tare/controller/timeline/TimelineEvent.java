package dev.tare.controller.timeline;

/**
 * Something that happened in a trial.
 *
 * @param source who did it: {@code controller}, {@code client}, {@code server}; of either side {@code client-probe} and
 *     {@code client-engine}, which the probe's clock tells
 * @param name what, e.g. {@code attach begins}
 */
public record TimelineEvent(Moment moment, String source, String name) {

    /** Where that clock is. */
    public String host() {
        int dash = source.indexOf('-');
        return dash < 0 ? source : source.substring(0, dash);
    }
}
