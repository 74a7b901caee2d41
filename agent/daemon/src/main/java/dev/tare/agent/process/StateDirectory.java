package dev.tare.agent.process;

import dev.tare.agent.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A directory below the agent's state that lives as long as a trial. */
public final class StateDirectory {

    /** Word of the ledger. */
    static final String KIND = "directory";

    private StateDirectory() {}

    /** Makes {@code STATE/instances/tare-TAG}; the ledger has it first. */
    public static Path make(Workplace workplace, TrialNames names, String trialId, Ledger ledger) throws IOException {
        Path directory = workplace.state().resolve("instances").resolve(names.container());
        ledger.record(trialId, KIND, directory.toString(), Map.of());
        return Files.createDirectories(directory);
    }
}
