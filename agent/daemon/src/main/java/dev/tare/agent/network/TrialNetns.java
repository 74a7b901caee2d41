package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.MountPoints;
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
    Path record(Place place, Ledger ledger) throws IOException {
        if (!MountPoints.contains(DIRECTORY)) {
            ledger.record(place.common().trialId(), NetnsMountReaper.KIND, DIRECTORY.toString(), Map.of());
        }
        String name = place.names().netns();
        ledger.record(place.trialId(), NetnsReaper.KIND, name, Map.of());
        return DIRECTORY.resolve(name);
    }
}
