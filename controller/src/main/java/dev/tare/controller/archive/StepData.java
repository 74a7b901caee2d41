package dev.tare.controller.archive;

/** A step of set-up or tear-down, on the agent's clock. */
public record StepData(String name, long startNanos, long endNanos) {

    public long lengthNanos() {
        return endNanos - startNanos;
    }
}
