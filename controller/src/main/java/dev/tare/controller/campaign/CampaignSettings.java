package dev.tare.controller.campaign;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Limits and habits of a campaign that no plan chooses.
 *
 * @param clockExchanges with each agent, before and after every trial
 * @param startLead from the agreement on an instant to the instant, besides the clocks' bound: two messages to an agent
 *     and from it to its probe must fit in
 * @param hostSample how often an agent samples its host: seldom, because it takes CPU time from what it watches, whose
 *     accounting is no finer than a tick of 10 ms
 * @param delivery how long an agent may keep intervals and samples back: most windows are shorter, and no message then
 *     takes CPU time from the traffic
 * @param probeSetupLimit for the two probes to find each other
 * @param prepareLimit for a side to attach, launch and connect
 * @param teardownLimit from the end of the window to the agent's last word
 * @param stopLimit from stop to the agent's last word; as for {@code pulseLimit}, it may have no CPU time before traffic ends
 * @param silence of the agent, its clock's answers too: after it an agent is asked whether it is still there; each question costs CPU time in mid-traffic
 * @param pulseLimit for its answer, before it is asked once more and not for long; a killed agent's connection breaks at once, this is for one that hangs or is cut off,
 *     and one that gives way to traffic (it was seen silent for ten seconds) must not look like one
 * @param describeLimit for an agent to describe itself: it tries platforms and starts daemons, each with
 *     a deadline
 * @param returnLimit how long a lost agent is waited for: one of a lab on this machine is started again at once
 * @param goneLimit how long the preflight waits for an agent that does not answer
 * @param busyLimit how long the preflight waits for an agent that somebody holds: a controller that was killed a moment
 *     ago leaves a trial that is being torn down
 * @param exclusive whether the agents are kept from the first trial to the last, and not only during each
 */
public record CampaignSettings(
        int clockExchanges,
        Duration startLead,
        Duration hostSample,
        Duration delivery,
        Duration probeSetupLimit,
        Duration prepareLimit,
        Duration teardownLimit,
        Duration stopLimit,
        Duration silence,
        Duration pulseLimit,
        Duration describeLimit,
        Duration returnLimit,
        Duration goneLimit,
        Duration busyLimit,
        boolean exclusive) {

    private static final Duration RETURN_LIMIT = Duration.ofSeconds(30);
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(10);

    public static CampaignSettings standard() {
        return new CampaignSettings(
                20,
                Duration.ofMillis(30),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(25),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(12),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofMinutes(2),
                RETURN_LIMIT,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                true);
    }

    /**
     * How long a campaign that is under way waits for an agent that somebody holds: without {@code --wait} as long as for one of a lab on
     * this machine that is gone, and not as long as a host takes to boot.
     */
    Duration heldLimit() {
        return Collections.max(List.of(busyLimit, Collections.min(List.of(returnLimit, RETURN_LIMIT))));
    }

    /** With another patience for agents that somebody holds. */
    public CampaignSettings waiting(Duration limit) {
        return with(returnLimit, limit, exclusive);
    }

    /** Others may measure between this campaign's trials. */
    public CampaignSettings interleaved() {
        return with(returnLimit, busyLimit, false);
    }

    /** For hosts that are machines: one that went off has to boot, and servers take minutes for it. */
    public CampaignSettings ofMachines() {
        return with(BOOT_LIMIT, busyLimit, exclusive);
    }

    private CampaignSettings with(Duration otherReturnLimit, Duration otherBusyLimit, boolean otherExclusive) {
        return new CampaignSettings(
                clockExchanges,
                startLead,
                hostSample,
                delivery,
                probeSetupLimit,
                prepareLimit,
                teardownLimit,
                stopLimit,
                silence,
                pulseLimit,
                describeLimit,
                otherReturnLimit,
                goneLimit,
                otherBusyLimit,
                otherExclusive);
    }
}
