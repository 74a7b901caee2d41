package dev.tare.agent.process;

import dev.tare.agent.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** A directory below the agent's state that lives as long as a trial. */
public final class StateDirectory {

    /** Word of the ledger. */
    static final String KIND = "directory";

    private static final Path RUN = Path.of("/run");
    private static final Pattern SHORT = Pattern.compile("tare-[0-9a-f]{8}");

    private StateDirectory() {}

    /**
     * Makes {@code /run/tare-TAG}, for sockets and for programs that refuse a path of more than 50 characters. What is in it
     * does not outlive the host's start.
     */
    public static Path makeShort(TrialNames names, String trialId, Ledger ledger) throws IOException {
        Path directory = RUN.resolve(names.container());
        ledger.record(trialId, KIND, directory.toString(), Map.of());
        return Files.createDirectories(directory);
    }

    /** Whether it is one that {@link #makeShort} makes. */
    public static boolean isShort(Path directory) {
        return RUN.equals(directory.getParent())
                && SHORT.matcher(String.valueOf(directory.getFileName())).matches();
    }

    /** Makes {@code STATE/instances/tare-TAG}; the ledger has it first. */
    public static Path make(Workplace workplace, TrialNames names, String trialId, Ledger ledger) throws IOException {
        Path directory = workplace.state().resolve("instances").resolve(names.container());
        ledger.record(trialId, KIND, directory.toString(), Map.of());
        return Files.createDirectories(directory);
    }
}
