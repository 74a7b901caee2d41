package dev.tare.controller.cli.hosts;

import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.trial.Side;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one agent.
 *
 * @param agent its address
 * @param description null when it did not answer
 * @param failure why it did not, and what to do; null when it did
 */
record HostAnswer(
        Side side,
        String agent,
        @Nullable AgentDescription description,
        @Nullable String failure) {}
