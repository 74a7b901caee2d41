package dev.tare.agent.network;

import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.TrialNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A device that shares the host's data device without a bridge and lives in the trial's namespace, with which it goes: macvlan
 * (mode {@code bridge}, a link address of its own) or ipvlan (mode {@code l2}, the data device's link address).
 */
final class OffshootJoint implements Joint {

    private static final String MACVLAN = "macvlan";
    private static final String IPVLAN = "ipvlan";

    private final IpTool ip;
    private final String type;

    private OffshootJoint(IpTool ip, String type) {
        this.ip = ip;
        this.type = type;
    }

    static Joint macvlan(IpTool ip) {
        return new OffshootJoint(ip, MACVLAN);
    }

    static Joint ipvlan(IpTool ip) {
        return new OffshootJoint(ip, IPVLAN);
    }

    @Override
    public String network() {
        return type;
    }

    /** Asks for one that shares no device: nothing is made, and a kernel that knows the type refuses for that reason only. */
    @Override
    public Optional<String> objection() throws IOException, InterruptedException {
        try {
            ip.change(null, List.of("link add type " + type));
        } catch (CommandFailedException e) {
            return String.valueOf(e.getMessage()).contains("Unknown device type")
                    ? Optional.of("this kernel has no " + type)
                    : Optional.empty();
        }
        throw new IOException(
                "ip made a device of type " + type + " that shares no other; it is to be deleted by hand");
    }

    @Override
    public List<LinkName> outside(TrialNames names, boolean tap) {
        return List.of();
    }

    @Override
    public List<String> lines(TrialNames names, LinkName data, Cidr address, int mtuBytes) {
        String own = type.equals(MACVLAN) ? " address " + Joint.linkAddress(address) : "";
        String mode = type.equals(MACVLAN) ? "bridge" : "l2";
        return List.of("link add link " + data + " name " + INSIDE + " mtu " + mtuBytes + own + " netns "
                + names.netns() + " type " + type + " mode " + mode);
    }
}
