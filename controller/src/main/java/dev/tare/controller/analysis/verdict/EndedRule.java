package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.archive.DoneData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;

/** A trial that did not come to its end, on both sides, measured nothing. */
final class EndedRule implements Rule {

    @Override
    public void apply(Evidence evidence, Findings findings) {
        TrialStatus status = evidence.trialRecord().status();
        String failure = evidence.trialRecord().failure();
        if (status != TrialStatus.COMPLETED) {
            findings.invalid("the trial %s%s", words(status), failure == null ? "" : ": " + failure);
        }
        if (status == TrialStatus.UNAVAILABLE) {
            return;
        }
        for (Side side : Side.values()) {
            evidence.side(side)
                    .ifPresentOrElse(
                            data -> judge(side, data, failure == null ? "" : failure, findings),
                            () -> findings.invalid("the %s sent nothing", side.word()));
        }
        // durations are right all the same, each being of one clock; where events stand to each other is in doubt
        evidence.clockDefects()
                .forEach(defect -> findings.degraded("what was kept of the clocks is damaged: %s", defect));
        evidence.engine().ifPresent(engine -> {
            if (status == TrialStatus.COMPLETED) {
                engine.problems().forEach(problem -> findings.invalid("%s", problem));
                engine.doubts().forEach(doubt -> findings.degraded("%s", doubt));
            }
        });
        if (evidence.roles().isEmpty()) {
            findings.invalid(
                    "workload %s is not known here", evidence.cell().workload().name());
        }
    }

    private static void judge(Side side, SideData data, String failure, Findings findings) {
        DoneData done = data.done();
        if (done == null) {
            findings.invalid("the %s's last word is missing: its agent was killed or cut off", side.word());
        } else if (!done.completed() && !isToldBy(failure, done)) {
            findings.invalid("the %s did not complete: %s %s", side.word(), done.code(), done.message());
        }
        for (String defect : data.defects()) {
            findings.invalid("the %s's data is damaged: %s", side.word(), defect);
        }
    }

    /** A side that was stopped because the other one broke has nothing to add. */
    private static boolean isToldBy(String failure, DoneData done) {
        return !failure.isEmpty()
                && (done.code().equals("stopped") || failure.contains(done.code() + ": " + done.message()));
    }

    private static String words(TrialStatus status) {
        return switch (status) {
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case UNAVAILABLE -> "was not run";
            case INTERRUPTED -> "was interrupted";
        };
    }
}
