package dev.tare.probe.workload;

import dev.tare.common.search.Burst;
import dev.tare.probe.clock.Phase;

/**
 * What a search offered, and when.
 *
 * @param repeats whether the search was over, and what it had found was offered once more
 * @param startNanos on this side's clock
 */
public record TriedBurst(Phase phase, boolean repeats, long startNanos, Burst burst) {}
