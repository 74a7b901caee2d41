package dev.tare.controller.lab.pki;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.HostName;
import dev.tare.controller.lab.tls.Identity;
import java.net.InetAddress;
import java.util.List;

/** Who may be certified: hosts by name and address, and one controller. */
final class HostNames {

    private HostNames() {}

    static Identity controller() {
        return new Identity(HostName.CONTROLLER, List.of(), Identity.Purpose.CONTROLLER);
    }

    /** An agent of that name, at that IP address. */
    static Identity agent(String name, String address) {
        if (!HostName.isSound(name)) {
            throw TareException.usage(HostName.refusal(name), "");
        }
        try {
            return new Identity(name, List.of(InetAddress.ofLiteral(address).getHostAddress()), Identity.Purpose.AGENT);
        } catch (IllegalArgumentException notLiteral) {
            throw TareException.usage("'" + address + "' is no IP address (host " + name + ")", "");
        }
    }
}
