package dev.tare.agent.network;

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

    private final KernelLinks kernel;
    private final String type;

    private OffshootJoint(KernelLinks kernel, String type) {
        this.kernel = kernel;
        this.type = type;
    }

    static Joint macvlan(KernelLinks kernel) {
        return new OffshootJoint(kernel, MACVLAN);
    }

    static Joint ipvlan(KernelLinks kernel) {
        return new OffshootJoint(kernel, IPVLAN);
    }

    @Override
    public String network() {
        return type;
    }

    @Override
    public Optional<String> objection() throws IOException, InterruptedException {
        return kernel.objection(type);
    }

    @Override
    public List<LinkName> outside(Place place, boolean tap) {
        return List.of();
    }

    @Override
    public List<String> lines(Place place) {
        String own = type.equals(MACVLAN) ? " address " + Joint.linkAddress(place.address()) : "";
        String mode = type.equals(MACVLAN) ? "bridge" : "l2";
        return List.of("link add link " + place.data() + " name " + INSIDE + " mtu " + place.mtuBytes() + own
                + " netns " + place.names().netns() + " type " + type + " mode " + mode);
    }
}
