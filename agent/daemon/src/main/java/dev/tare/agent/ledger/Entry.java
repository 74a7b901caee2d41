package dev.tare.agent.ledger;

import java.util.Map;

/**
 * One object on the host that is ours, written down before it was made.
 *
 * @param id unique within the ledger
 * @param trialId the trial it belongs to
 * @param kind word of the {@link Reaper} that takes it away, e.g. {@code link}, {@code netns}, {@code process}
 * @param name what the object is called on the host, e.g. the link's name
 * @param details what the reaper needs besides, e.g. the start time of a process, so that a reused id is never killed
 */
public record Entry(long id, String trialId, String kind, String name, Map<String, String> details) {

    public Entry {
        details = Map.copyOf(details);
    }
}
