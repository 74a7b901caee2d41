package dev.tare.controller.fleet;

/** Hears one side of a trial, in order, one thread at a time; what it does holds up the flow from the agent. */
public interface TrialListener {

    void on(TrialEvent event);

    /** Always the last, exactly once. */
    void ended(TrialEnding ending);
}
