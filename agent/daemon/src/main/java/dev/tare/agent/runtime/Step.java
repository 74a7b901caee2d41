package dev.tare.agent.runtime;

/** A named piece of set-up or tear-down on the agent's monotonic clock. */
public record Step(String name, long startNanos, long endNanos) {}
