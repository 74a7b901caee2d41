package dev.tare.agent.runtime;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Removes the directory that liblxc makes for its locks, one for each directory of containers and called after its path, and never
 * takes away. Of its parents those go that are ours alone: a container that is starting may be making its own in the others.
 */
public final class LxcLockReaper implements Reaper {

    private static final String KIND = "lxc-lock";
    private static final Path LOCKS = Path.of("/run/lxc/lock");
    private static final Pattern OURS = Pattern.compile("tare-[0-9a-f]{8}");

    private final Path locks;

    @Inject
    LxcLockReaper() {
        this(LOCKS);
    }

    LxcLockReaper(Path locks) {
        this.locks = locks;
    }

    /**
     * Before liblxc is told of that directory.
     *
     * @param containers where it keeps them (its lxcpath), below a directory of the agent's
     */
    public static void record(Path containers, String trialId, Ledger ledger) {
        ledger.record(trialId, KIND, containers.toString(), Map.of());
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException {
        List<Path> parts = new ArrayList<>();
        Path containers = Path.of(entry.name());
        containers.forEach(parts::add);
        int own = parts.size() - 1;
        while (own >= 0 && !OURS.matcher(parts.get(own).toString()).matches()) {
            own--;
        }
        if (own < 0 || !containers.isAbsolute() || !containers.equals(containers.normalize())) {
            throw new IllegalArgumentException("not a directory of ours: " + Printable.of(entry.name()));
        }
        List<Path> ours = new ArrayList<>();
        Path directory = locks;
        for (int part = 0; part < parts.size(); part++) {
            directory = directory.resolve(parts.get(part));
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                // liblxc makes no links
                break;
            }
            if (part >= own) {
                ours.addFirst(directory);
            }
        }
        remove(ours);
    }

    /** The innermost first; a lock that somebody was killed with is a file. */
    private static void remove(List<Path> directories) throws IOException {
        if (directories.isEmpty()) {
            return;
        }
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(directories.getFirst())) {
            for (Path lock : locks) {
                Files.deleteIfExists(lock);
            }
        }
        for (Path directory : directories) {
            Files.deleteIfExists(directory);
        }
    }
}
