package dev.tare.agent.network;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.MountPoints;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Undoes the mount of {@code /run/netns} on itself, which came with our namespace, unless others have theirs there by now. */
final class NetnsMountReaper implements Reaper {

    /** Word of the ledger. */
    static final String KIND = "mount";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Commands commands;
    private final Tools tools;

    @Inject
    NetnsMountReaper(Commands commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        Path directory = TrialNetns.DIRECTORY;
        if (!entry.name().equals(directory.toString())) {
            throw new IllegalArgumentException("not a mount of ours: " + entry.name());
        }
        if (!MountPoints.contains(directory) || isInUse(directory)) {
            return;
        }
        commands.run(List.of(tools.require("umount", "mount"), directory.toString()), Deadline.after(PATIENCE));
    }

    private static boolean isInUse(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isPresent();
        }
    }
}
