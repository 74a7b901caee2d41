package dev.tare.controller.archive;

/**
 * What the probe's own timing takes, in nanoseconds.
 *
 * @param recordNanos one latency put into the histogram
 * @param wakeUpMedianNanos by how much a sleep ends late
 */
public record FloorData(double clockReadNanos, double recordNanos, long wakeUpMedianNanos, long wakeUpWorstNanos) {}
