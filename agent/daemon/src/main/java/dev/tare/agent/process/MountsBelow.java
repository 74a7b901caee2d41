package dev.tare.agent.process;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whatever is mounted in a directory of ours, by whomever: taken off before the directory is deleted, the last mounted first. */
public final class MountsBelow implements Reaper {

    private static final String KIND = "mounts-below";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Commands commands;
    private final Tools tools;
    private final Path state;

    @Inject
    MountsBelow(Commands commands, Tools tools, Workplace workplace) {
        this.commands = commands;
        this.tools = tools;
        this.state = workplace.state();
    }

    /** For a directory below the agent's state; it is to be in the ledger before. */
    public static void record(Path directory, String trialId, Ledger ledger) {
        ledger.record(trialId, KIND, directory.toString(), Map.of());
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        Path directory = Path.of(entry.name());
        if (!directory.equals(directory.normalize()) || !directory.startsWith(state) || directory.equals(state)) {
            throw new IllegalArgumentException("not below " + state + ": " + Printable.of(entry.name()));
        }
        for (Path point : MountPoints.below(directory).reversed()) {
            commands.run(List.of(tools.require("umount", "mount"), "--", point.toString()), Deadline.after(PATIENCE));
        }
    }
}
