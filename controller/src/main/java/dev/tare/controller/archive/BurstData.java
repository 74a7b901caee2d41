package dev.tare.controller.archive;

import dev.tare.common.search.Burst;

/**
 * What a search offered, and when.
 *
 * @param measured false in warm-up
 * @param repeats whether the search was over, and what it had found was offered once more
 * @param startNanos on the sender's clock
 */
public record BurstData(boolean measured, boolean repeats, long startNanos, Burst burst) {}
