package dev.tare.controller.analysis.measure;

/** From one instant to another of an agent's clock. */
public record Span(long startNanos, long endNanos) {

    public long lengthNanos() {
        return endNanos - startNanos;
    }
}
