package dev.tare.agent.network;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** Deletes a link of ours, of any kind; the ports of a bridge are free again, the other end of a veth pair goes with it. */
final class LinkReaper implements Reaper {

    /** Word of the ledger. */
    static final String KIND = "link";

    private final IpTool ip;

    @Inject
    LinkReaper(IpTool ip) {
        this.ip = ip;
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        LinkName name = new LinkName(entry.name());
        if (!name.isOurs()) {
            throw new IllegalArgumentException("not a link of ours: " + name);
        }
        if (ProcNetDev.read().containsKey(name.value())) {
            ip.change(null, List.of("link delete " + name));
        }
    }
}
