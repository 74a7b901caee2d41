package dev.tare.agent.service;

import dev.tare.agent.host.HostSnapshot;
import dev.tare.agent.ledger.SweepReport;
import dev.tare.agent.process.Deadline;
import dev.tare.proto.agent.v1.LeakAudit;
import dev.tare.proto.agent.v1.TrialDone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way every trial ends: its probe stopped, its ledger entries reaped, the host compared. */
final class Teardown {

    private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

    /** A probe that was told to end does so in a few milliseconds, on a machine that is busy or away for a moment in some more. */
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(2);

    /** The kernel takes some objects away after the call has returned. */
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(1);

    private static final Duration AUDIT_PAUSE = Duration.ofMillis(10);

    private final TrialSpec spec;
    private final BooleanSupplier leave;
    private final TrialTools tools;
    private final Steps steps;

    /**
     * @param leave to be called when this side's objects are gone; whether no other side of the trial has any
     */
    Teardown(TrialSpec spec, BooleanSupplier leave, TrialTools tools, Steps steps) {
        this.spec = spec;
        this.leave = leave;
        this.tools = tools;
        this.steps = steps;
    }

    void run(Preparation preparation, boolean finished, TrialDone.Builder done) throws Exception {
        Optional<ProbeLink> link = preparation.link();
        if (link.isPresent()) {
            steps.time("stop-probe", () -> stop(link.get(), finished ? PROBE_PATIENCE : Duration.ZERO))
                    .ifPresent(done::setProbeExitStatus);
        }
        List<String> failures = new ArrayList<>(reap(spec.trialId()).failed());
        boolean last = leave.getAsBoolean();
        if (last && spec.isOneHost()) {
            failures.addAll(reap(spec.setup().getTrialId()).failed());
        }
        LeakAudit.Builder audit = LeakAudit.newBuilder();
        if (preparation.before().isPresent()) {
            audit.setPerformed(true)
                    .addAllLeftBehind(steps.time(
                            "audit-after",
                            () -> differences(preparation.before().get(), last)));
        }
        failures.forEach(failure -> audit.addLeftBehind("not reaped: " + failure));
        done.setAudit(audit);
        if (link.isPresent()) {
            done.setStderrTail(link.get().stderrTail());
            link.get().exitStatus().ifPresent(done::setProbeExitStatus);
        }
    }

    /** A daemon that has ended cannot say how its container did: what the trial made has to go all the same. */
    private OptionalInt stop(ProbeLink link, Duration patience) throws InterruptedException {
        try {
            return link.close(patience);
        } catch (RuntimeException e) {
            LOG.warn("trial {}: nobody says how the probe ended", spec.trialId(), e);
            return OptionalInt.empty();
        }
    }

    private SweepReport reap(String trialId) throws Exception {
        return steps.time(
                "reap", () -> tools.sweeper().sweep(entry -> entry.trialId().equals(trialId)));
    }

    /** While the other side has objects of its own, only those that bear this one's name are known to be left behind. */
    private List<String> differences(HostSnapshot before, boolean last) throws InterruptedException {
        String tag = tools.workplace().names(spec.trialId()).tag();
        Deadline deadline = Deadline.after(AUDIT_PATIENCE);
        Supplier<List<String>> look = () ->
                last ? tools.audit().differences(before, tag) : tools.audit().named(before, tag);
        List<String> left = look.get();
        while (!left.isEmpty() && !deadline.isOver()) {
            Thread.sleep(AUDIT_PAUSE);
            left = look.get();
        }
        return new ArrayList<>(left);
    }
}
