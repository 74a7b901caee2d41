package dev.tare.controller.analysis.verdict;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Says what can be believed of a trial, from its raw data alone: the same data gives the same verdict, today by the
 * campaign and later by {@code tare report}.
 */
public final class Judge {

    private static final List<Rule> RULES = List.of(
            new EndedRule(),
            new WindowRule(),
            new SearchRule(),
            new CeilingRule(),
            new PathRule(),
            new ClockRule(),
            new OneWayRule(),
            new LeakRule(),
            new CpuRule(),
            new RateRule(),
            new DropRule(),
            new StationaryRule(),
            new CongestionRule());

    private final Surroundings.Source surroundings;

    public Judge(Surroundings.Source surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Judges a trial whose streams lie in {@code trialFolder}; the record's own verdict is not looked at.
     *
     * @throws IOException when a stream cannot be read; a damaged one is a reason, not an error
     */
    public Verdict judge(TrialRecord trialRecord, Path trialFolder) throws IOException {
        return judge(evidence(new ArchivedTrial(trialRecord, trialFolder), surroundings));
    }

    public static Verdict judge(Evidence evidence) {
        Findings findings = new Findings();
        if (evidence.trialRecord().status() == dev.tare.controller.trial.TrialStatus.COMPLETED) {
            RULES.forEach(rule -> rule.apply(evidence, findings));
        } else {
            // of a broken trial only what broke it is worth reading, and what it left behind
            new EndedRule().apply(evidence, findings);
            new LeakRule().apply(evidence, findings);
        }
        return findings.toVerdict();
    }

    /** Reads both sides of a trial. */
    public static Evidence evidence(ArchivedTrial trial, Surroundings.Source surroundings) throws IOException {
        Map<Side, SideData> sides = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            SideData data = trial.side(side);
            if (data != null) {
                sides.put(side, data);
            }
        }
        TrialRecord trialRecord = trial.trialRecord();
        return Evidence.of(
                trialRecord,
                sides,
                trial.exchanges(),
                trial.clockDefects(),
                surroundings.of(trialRecord.trial().cell().pair()));
    }
}
