package dev.tare.agent.ledger;

import java.util.List;

/**
 * What a sweep came to.
 *
 * @param reaped {@code kind name} of what is gone now
 * @param failed {@code kind name: reason} of what is not
 */
public record SweepReport(List<String> reaped, List<String> failed) {

    public SweepReport {
        reaped = List.copyOf(reaped);
        failed = List.copyOf(failed);
    }
}
