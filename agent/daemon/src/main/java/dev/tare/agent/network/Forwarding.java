package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import java.io.IOException;
import java.util.List;

/** Makes the host a router between some of its devices, and of no others. */
final class Forwarding {

    private Forwarding() {}

    static void start(List<LinkName> devices, String trialId, Ledger ledger) throws IOException {
        for (LinkName device : devices) {
            SysctlReaper.set("ipv4/conf/" + device + "/forwarding", "1", trialId, ledger);
        }
    }
}
