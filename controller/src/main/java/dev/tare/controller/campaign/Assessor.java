package dev.tare.controller.campaign;

import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Says what can be believed of a trial, from its record (whose verdict is not meant) and the two sides' data. */
@FunctionalInterface
public interface Assessor {

    /**
     * Judges one trial.
     *
     * @param folder where {@code client.pb} and {@code server.pb} lie now
     */
    Verdict assess(TrialRecord trialRecord, Path folder) throws IOException;

    /** Makes the assessor when the agents have said what hosts they are on. */
    @FunctionalInterface
    interface Source {

        Assessor on(Map<String, HostEnvironment> hosts);

        /** The judge that {@code tare report} uses too. */
        static Source judge(Lab lab) {
            return hosts -> new Judge(Surroundings.of(Optional.of(lab), hosts))::judge;
        }
    }
}
