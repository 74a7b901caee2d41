package dev.tare.agent.service;

import dev.tare.agent.host.HostSnapshot;
import dev.tare.agent.host.LeakAudit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sides of one trial that this agent has: one, or both of a pair within a host. They share what the host was like before, and
 * whoever leaves last takes away what both used and looks at the whole host.
 */
final class Company {

    private final Set<TrialSession> present = new HashSet<>();
    private @Nullable HostSnapshot before;
    private boolean over;

    synchronized void join(TrialSession session) {
        present.add(session);
    }

    /** The host before either of them made anything: the first to ask takes it, the other one waits for that. */
    synchronized HostSnapshot before(LeakAudit audit) {
        HostSnapshot taken = before == null ? audit.take() : before;
        before = taken;
        return taken;
    }

    /** Called by each when its own objects are reaped; true for the last. */
    synchronized boolean leave(TrialSession session) {
        over = true;
        present.remove(session);
        return present.isEmpty();
    }

    /** Whether a side has left: then the trial is over, and nobody joins it any more. */
    synchronized boolean isOver() {
        return over;
    }
}
