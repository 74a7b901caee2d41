package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.MountPoints;
import dev.tare.agent.process.TrialNames;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where named network namespaces are kept, and how one gets into the ledger. */
final class TrialNetns {

    static final Path DIRECTORY = Path.of("/run/netns");

    @Inject
    TrialNetns() {}

    /**
     * Writes the namespace down. The first {@code ip netns add} on a host also mounts the directory on itself: that mount is
     * written down too.
     *
     * @return the file that will name it
     */
    Path record(TrialNames names, String trialId, Ledger ledger) throws IOException {
        if (!MountPoints.contains(DIRECTORY)) {
            ledger.record(trialId, NetnsMountReaper.KIND, DIRECTORY.toString(), Map.of());
        }
        ledger.record(trialId, NetnsReaper.KIND, names.netns(), Map.of());
        return DIRECTORY.resolve(names.netns());
    }
}
