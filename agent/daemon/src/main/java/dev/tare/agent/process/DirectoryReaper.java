package dev.tare.agent.process;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes a directory of the agent's state, with all in it; links are removed, not followed. */
final class DirectoryReaper implements Reaper {

    private final Path state;

    @Inject
    DirectoryReaper(Workplace workplace) {
        this.state = workplace.state();
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(StateDirectory.KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException {
        Path directory = Path.of(entry.name());
        boolean ours = (directory.startsWith(state) && !directory.equals(state)) || StateDirectory.isShort(directory);
        if (!directory.equals(directory.normalize()) || !ours) {
            throw new IllegalArgumentException("not below " + state + ": " + Printable.of(entry.name()));
        }
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
