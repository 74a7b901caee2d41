package dev.tare.controller.trial;

/** How a trial ended. */
public enum TrialStatus {
    /** Both sides ran to the end of the window. */
    COMPLETED,
    /** Something broke; the reason stands in the trial's record. */
    FAILED,
    /** The runtime or network cannot be used on that host; nothing was measured. */
    UNAVAILABLE,
    /** Ctrl-C. */
    INTERRUPTED
}
