package dev.tare.agent.network;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.MountPoints;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Takes a named network namespace away; what runs in it has been killed before. */
final class NetnsReaper implements Reaper {

    /** Word of the ledger. */
    static final String KIND = "netns";

    private static final Pattern OURS = Pattern.compile("tare-[0-9a-f]{8}");

    private final IpTool ip;

    @Inject
    NetnsReaper(IpTool ip) {
        this.ip = ip;
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        if (!OURS.matcher(entry.name()).matches()) {
            throw new IllegalArgumentException("not a namespace of ours: " + Printable.of(entry.name()));
        }
        Path file = TrialNetns.DIRECTORY.resolve(entry.name());
        if (!Files.exists(file)) {
            return;
        }
        if (MountPoints.contains(file.toRealPath())) {
            ip.change(null, List.of("netns delete " + entry.name()));
        }
        // The file alone is left where the maker was killed between making it and mounting the namespace on it.
        Files.deleteIfExists(file);
    }
}
