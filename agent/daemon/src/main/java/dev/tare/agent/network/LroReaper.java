package dev.tare.agent.network;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Turns large receive offload of the host's devices on again. The kernel turns it off, for good and without a word, on a device
 * that becomes a bridge's port or begins to forward, and on the ports of a bond with the bond's. The entry has to be older than
 * those of bridge and forwarding, so that it is reaped after them: else the kernel would turn it off once more.
 */
final class LroReaper implements Reaper {

    /** Word of the ledger. */
    static final String KIND = "lro";

    private final Receivers receivers;

    @Inject
    LroReaper() {
        this(new KernelReceivers());
    }

    LroReaper(Receivers receivers) {
        this.receivers = receivers;
    }

    /** What devices do with packets that arrive. */
    interface Receivers {

        boolean hasLro(LinkName device) throws IOException;

        void turnLroOn(LinkName device) throws IOException;
    }

    /** @param devices the upper before the lower: a lower one's stays off while the upper one's is */
    void remember(List<LinkName> devices, String trialId, Ledger ledger) throws IOException {
        for (LinkName device : devices.reversed()) {
            if (receivers.hasLro(device)) {
                ledger.record(trialId, KIND, device.value(), Map.of());
            }
        }
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException {
        LinkName device = new LinkName(entry.name());
        if (!ProcNetDev.read().containsKey(device.value()) || receivers.hasLro(device)) {
            return;
        }
        receivers.turnLroOn(device);
        if (!receivers.hasLro(device)) {
            throw new IOException("device " + device + " has no large receive offload, which it had before the trial;"
                    + " `ethtool -K " + device + " lro on` gives it back");
        }
    }

    private static final class KernelReceivers implements Receivers {

        @Override
        public boolean hasLro(LinkName device) throws IOException {
            return Offloads.hasLro(device);
        }

        @Override
        public void turnLroOn(LinkName device) throws IOException {
            Offloads.turnLroOn(device);
        }
    }
}
