package dev.tare.agent.runtime.nspawn;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Removes the empty directory that systemd-nspawn makes for each container, and leaves when it is killed. */
final class PropagationReaper implements Reaper {

    private static final String KIND = "nspawn";
    private static final Path DIRECTORY = Path.of("/run/systemd/nspawn/propagate");
    private static final Pattern NAME = Pattern.compile("tare-[0-9a-f]{8}");

    @Inject
    PropagationReaper() {}

    static void record(String container, String trialId, Ledger ledger) {
        ledger.record(trialId, KIND, container, Map.of());
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException {
        if (!NAME.matcher(entry.name()).matches()) {
            throw new IllegalArgumentException("not a container of ours: " + Printable.of(entry.name()));
        }
        Files.deleteIfExists(DIRECTORY.resolve(entry.name()));
    }
}
