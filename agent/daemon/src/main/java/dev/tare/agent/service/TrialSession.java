package dev.tare.agent.service;

import dev.tare.agent.ledger.FencedLedger;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.TrialDone;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One trial on one side, from its set-up to its last word. It runs in a thread of its own; whatever happens in it, it ends
 * with the teardown, the audit and Done.
 */
final class TrialSession {

    private static final Logger LOG = LoggerFactory.getLogger(TrialSession.class);

    /** What a driver that is interrupted may still need to come back. */
    private static final Duration BACKGROUND_PATIENCE = Duration.ofSeconds(2);

    private final TrialSpec spec;
    private final Company company;
    private final TrialTools tools;
    private final ResponseStream stream;
    private final FencedLedger ledger;
    private final Mailbox mailbox = new Mailbox();
    private final Steps prepareSteps = new Steps();
    private final Steps endSteps = new Steps();

    TrialSession(TrialSpec spec, Company company, TrialTools tools, ResponseStream stream) {
        this.spec = spec;
        this.company = company;
        this.tools = tools;
        this.stream = stream;
        this.ledger = new FencedLedger(tools.ledger());
    }

    void startAt(long agentNanos) {
        mailbox.startAt(agentNanos);
    }

    /** Ends the trial early; the first reason counts. Does not wait. */
    void stop(String reason) {
        mailbox.stop(TrialEnd.stopped(reason));
    }

    /** Never throws. Returns when the host is as it was; the caller sends what this returns. */
    TrialDone.Builder run() {
        TrialDone.Builder done = TrialDone.newBuilder();
        var prepareWork = new Background(prepareSteps);
        var endWork = new Background(endSteps);
        var preparation = new Preparation(spec, company, tools, ledger, mailbox, prepareSteps, prepareWork);
        TrialEnd end = work(preparation, endWork, done);
        ledger.close();
        // an interruption ends the work; the teardown is owed all the same
        boolean interrupted = Thread.interrupted();
        // whoever still waits to put something in is let go
        mailbox.stop(TrialEnd.stopped("the trial is over"));
        try {
            prepareWork.end(BACKGROUND_PATIENCE);
            endWork.end(BACKGROUND_PATIENCE);
            new Teardown(spec, () -> company.leave(this), tools, endSteps).run(preparation, done.hasFinished(), done);
        } catch (Exception e) {
            LOG.error("the teardown of {} failed", spec.trialId(), e);
            end = TrialEnd.failed("internal", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        LOG.info("trial {}: {} {} {}", spec.trialId(), end.outcome(), end.code(), end.message());
        return done.setOutcome(end.outcome())
                .setCode(end.code())
                .setMessage(end.message())
                .setRemedy(end.remedy())
                .addAllSteps(Wire.steps(endSteps.all()));
    }

    private TrialEnd work(Preparation preparation, Background endWork, TrialDone.Builder done) {
        try {
            Preparation.Ready ready = preparation.run();
            stream.prepared(ready.answer());
            new Measurement(spec, tools, ready, mailbox, stream, endWork).run(done, endSteps);
            return TrialEnd.completed();
        } catch (TrialEnd e) {
            if (e.outcome() == Outcome.OUTCOME_FAILED && e.getCause() != null) {
                LOG.warn("trial {}: {}", spec.trialId(), e.code(), e);
            }
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TrialEnd.failed("internal", e);
        } catch (IOException | RuntimeException e) {
            LOG.error("trial {}", spec.trialId(), e);
            return TrialEnd.failed("internal", e);
        }
    }
}
