package dev.tare.controller.campaign;

import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.util.List;
import java.util.Map;

/** Records of trials whose cell cannot be measured here: nothing is dropped silently. */
final class NotRun {

    private NotRun() {}

    static TrialRecord trialRecord(String trialId, Trial trial, Unavailable why, String at, TrialRecord.Timing timing) {
        return new TrialRecord(
                TrialRecord.SCHEMA_VERSION,
                trialId,
                trial,
                TrialStatus.UNAVAILABLE,
                verdict(why),
                at,
                why.reason(),
                why.remedy().isEmpty() ? null : why.remedy(),
                timing,
                Map.of(),
                Map.of(),
                null);
    }

    static Verdict verdict(Unavailable why) {
        return new Verdict(Verdict.Level.INVALID, List.of(), List.of("not measured: " + why.reason()));
    }
}
