package dev.tare.agent.network;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** Gives a device of the host the MTU back that a trial changed. */
final class MtuReaper implements Reaper {

    /** Word of the ledger. */
    static final String KIND = "mtu";

    /** Detail: bytes. */
    static final String WAS = "was";

    private final IpTool ip;

    @Inject
    MtuReaper(IpTool ip) {
        this.ip = ip;
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        LinkName device = new LinkName(entry.name());
        int was = Integer.parseInt(entry.details().getOrDefault(WAS, ""));
        if (ProcNetDev.read().containsKey(device.value())) {
            ip.change(null, List.of("link set " + device + " mtu " + was));
        }
    }
}
