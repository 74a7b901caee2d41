package dev.tare.controller.cli.hosts;

import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one agent.
 *
 * @param name of its host in the lab
 * @param agent its address
 * @param description null when it did not answer
 * @param clockBoundNanos how sure its clock is known from here; null where that was not asked or not answered
 * @param checks what was looked at; empty when it did not answer
 * @param failure why it did not, and what to do; null when it did
 */
record HostAnswer(
        String name,
        String agent,
        @Nullable AgentDescription description,
        @Nullable Long clockBoundNanos,
        List<Check> checks,
        @Nullable String failure) {

    HostAnswer {
        checks = List.copyOf(checks);
    }

    /** It answered, and nothing that was looked at is wrong. */
    boolean sound() {
        return failure == null && checks.stream().allMatch(Check::passed);
    }
}
