package dev.tare.controller.lab.pki;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.tls.Identity;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Who may be certified: hosts by name and address, and one controller. */
final class HostNames {

    static final String CONTROLLER = "controller";

    /** Names of the authority's own files, too. */
    private static final List<String> TAKEN = List.of(CONTROLLER, "ca", "crl");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private HostNames() {}

    static Identity controller() {
        return new Identity(CONTROLLER, List.of(), Identity.Purpose.CONTROLLER);
    }

    /** An agent of that name, at that IP address. */
    static Identity agent(String name, String address) {
        if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
            throw TareException.usage(
                    "'" + name + "' is no name for a host: small letters, digits, hyphens and dots, and none of "
                            + String.join(", ", TAKEN),
                    "");
        }
        try {
            return new Identity(name, List.of(InetAddress.ofLiteral(address).getHostAddress()), Identity.Purpose.AGENT);
        } catch (IllegalArgumentException notLiteral) {
            throw TareException.usage("'" + address + "' is no IP address (host " + name + ")", "");
        }
    }
}
