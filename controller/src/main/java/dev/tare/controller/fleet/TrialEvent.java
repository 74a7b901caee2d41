package dev.tare.controller.fleet;

/** What a side says while a trial runs, as far as a campaign needs to know; the whole of it is in the raw messages. */
public sealed interface TrialEvent {

    /** Attached, launched, connected: it waits for the instant to start at. */
    record Prepared() implements TrialEvent {}

    /** What a probe counted in a slice of time; a count it does not make is zero here. */
    record Interval(boolean measured, long receivedBytes, long sentBytes, long transactions) implements TrialEvent {}

    /** Any other message: a host sample, engine output. */
    record Other() implements TrialEvent {}
}
