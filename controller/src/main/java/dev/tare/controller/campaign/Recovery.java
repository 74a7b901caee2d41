package dev.tare.controller.campaign;

import dev.tare.controller.archive.ArchivedHosts;
import dev.tare.controller.campaign.CampaignEvent.AgentBack;
import dev.tare.controller.campaign.CampaignEvent.AgentLost;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waits for agents that a trial lost; one that does not come back, or comes back to another host, ends the campaign. Used by
 * several threads, each for a trial of its own.
 */
final class Recovery {

    private final AgentPatience patience;
    private final Holds holds;
    private final ArchivedHosts hosts;
    private final Interruption interruption;
    private final CampaignListener listener;

    Recovery(
            AgentPatience patience,
            Holds holds,
            ArchivedHosts hosts,
            Interruption interruption,
            CampaignListener listener) {
        this.patience = patience;
        this.holds = holds;
        this.hosts = hosts;
        this.interruption = interruption;
        this.listener = listener;
    }

    /** Why the campaign cannot go on, in sentences; none where all are back, or nobody wants to go on. */
    List<String> of(TrialRunner.Ran ran) throws IOException {
        List<String> losses = new ArrayList<>();
        for (Agent agent : ran.lost()) {
            if (interruption.isRequested()) {
                return losses;
            }
            listener.on(new AgentLost(agent.name(), ran.whyLost()));
            loss(agent).ifPresentOrElse(losses::add, () -> listener.on(new AgentBack(agent.name())));
        }
        return losses;
    }

    private Optional<String> loss(Agent agent) throws IOException {
        try {
            agent.redial();
            var _ = patience.await(agent, holds::describe);
            var _ = agent.sweep();
            // after the sweep: what a trial had set is set back by then
            List<String> differences = hosts.differences(
                    Environments.of(Map.of(agent.name(), patience.await(agent, holds::describeKnown))));
            return differences.isEmpty()
                    ? Optional.empty()
                    : Optional.of("agent " + agent.name() + " at " + agent.address()
                            + " came back, but what is left would be no repetition of what was measured: "
                            + String.join("; ", differences) + "; set it as it was");
        } catch (AgentException e) {
            return Optional.of(e.words());
        } catch (TareException e) {
            // what the archive says of the host cannot be read any more
            return Optional.of(e.what());
        }
    }
}
