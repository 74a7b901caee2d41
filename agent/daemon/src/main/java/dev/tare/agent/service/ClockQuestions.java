package dev.tare.agent.service;

import dev.tare.agent.process.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Questions for the clock of a probe that has one of its own, as a sandbox or a guest has, while it measures: so that a step in
 * mid-trial is seen, and when it was. A probe that reads its agent's clock is asked nothing.
 */
final class ClockQuestions {

    /** Each wakes a thread beside the traffic. No part of a second, as what else comes again in a trial is. */
    private static final Duration PAUSE = Duration.ofMillis(970);

    private final ProbeLink link;
    private long dueNanos;
    private ProbeLink.@Nullable Question open;

    ClockQuestions(ProbeLink link, long startAtNanos) {
        this.link = link;
        this.dueNanos = startAtNanos + PAUSE.toNanos();
    }

    /** Asks if it is time and the last question was answered; gives until when to wait for the probe's words, at most {@code deadline}. */
    Deadline askIfDue(Deadline deadline) throws TrialEnd, InterruptedException {
        if (!link.hasOwnClock()) {
            return deadline;
        }
        long nowNanos = System.nanoTime();
        if (nowNanos - dueNanos >= 0) {
            if (open == null) {
                open = link.ask();
            }
            dueNanos = nowNanos + PAUSE.toNanos();
        }
        return dueNanos - deadline.atNanos() < 0 ? new Deadline(dueNanos) : deadline;
    }

    /** Takes an answer down. */
    void answered(Mailbox.FromProbe pong) throws TrialEnd {
        ProbeLink.Question question = open;
        if (question == null) {
            throw TrialEnd.failed("probe-garbage", "the probe tells its clock unasked");
        }
        if (link.answered(question, pong)) {
            open = null;
        }
    }
}
