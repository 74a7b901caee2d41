package dev.tare.controller.timeline;

/**
 * Something that happened in a trial.
 *
 * @param source whose clock told it: {@code controller}, {@code client}, {@code server}, {@code client-probe},
 *     {@code server-probe}
 * @param name what, e.g. {@code attach begins}
 */
public record TimelineEvent(Moment moment, String source, String name) {

    private static final String PROBE = "-probe";

    /** Where that clock is. */
    public String host() {
        return source.endsWith(PROBE) ? source.substring(0, source.length() - PROBE.length()) : source;
    }
}
