package dev.tare.agent.network;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;

/** Gives a device of the host the offloads back that a trial changed; the entry's details are all of them, as they were. */
final class OffloadReaper implements Reaper {

    /** Word of the ledger. */
    static final String KIND = "offloads";

    @Inject
    OffloadReaper() {}

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException {
        LinkName device = new LinkName(entry.name());
        if (!ProcNetDev.read().containsKey(device.value())) {
            return;
        }
        // in the order in which one needs another: checksums, scatter-gather, segmentation
        for (String name : Offloads.NAMES) {
            String was = entry.details().get(name);
            if (was != null && !was.equals(Offloads.switches(device).get(name))) {
                Offloads.set(device, name, was);
            }
        }
        Map<String, String> now = Offloads.switches(device);
        if (!now.equals(entry.details())) {
            throw new IOException("device " + device + " has the offloads " + now + " and not, as before the trial, "
                    + entry.details());
        }
    }
}
