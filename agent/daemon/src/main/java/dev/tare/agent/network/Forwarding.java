package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the host a router for what comes in by some of its devices, and by no others. Of IPv4 such a setting is about where a packet
 * comes from and not about where it goes: as long as it lasts, others on the data device's link may send through the host into its
 * other networks, one way. A rule against it would be one more that each packet measured has to pass.
 */
final class Forwarding {

    private static final Path SETTINGS = Path.of("/proc/sys/net");
    private static final String EVERYWHERE = "ipv6/conf/all/forwarding";

    private Forwarding() {}

    /** For the peer's protocol. */
    static void start(InetAddress peer, List<LinkName> devices, String trialId, Ledger ledger) throws IOException {
        if (peer instanceof Inet6Address) {
            startSix(devices, trialId, ledger);
        } else {
            for (LinkName device : devices) {
                SysctlReaper.set("ipv4/conf/" + device + "/forwarding", "1", trialId, ledger);
            }
        }
    }

    /**
     * The old switch of IPv6 is one for all devices, and whoever turns it makes the host forget its default route where a
     * router advertised that. Linux 6.17 has one for a device.
     */
    private static void startSix(List<LinkName> devices, String trialId, Ledger ledger) throws IOException {
        if (Sysctl.read(SETTINGS.resolve(EVERYWHERE)).equals("1")) {
            return;
        }
        for (LinkName device : devices) {
            String name = "ipv6/conf/" + device + "/force_forwarding";
            if (!Files.exists(SETTINGS.resolve(name))) {
                throw new UntunableException(
                        "this kernel forwards IPv6 between all of a host's devices or between none, and here between none",
                        "use Linux 6.17 or newer there, which decides it for each device; or set"
                                + " net.ipv6.conf.all.forwarding=1 yourself");
            }
            SysctlReaper.set(name, "1", trialId, ledger);
        }
    }
}
