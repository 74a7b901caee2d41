package dev.tare.agent.network;

import dev.tare.agent.process.TrialNames;
import java.util.List;
import java.util.Optional;

/**
 * A veth pair, and a bridge that holds the host's data device for as long as the trial lives. The device's address, routes and
 * queueing discipline are not touched; it is free again as soon as the bridge is gone.
 */
final class BridgeJoint implements Joint {

    @Override
    public String network() {
        return "bridge";
    }

    @Override
    public Optional<String> objection() {
        return Optional.empty();
    }

    @Override
    public List<LinkName> outside(TrialNames names, boolean tap) {
        return Bridge.path(names, tap);
    }

    @Override
    public List<String> lines(Place place) {
        List<String> begun = Bridge.withVeth(place.names(), place.address(), place.mtuBytes());
        return Bridge.complete(begun, place.names(), place.data());
    }

    @Override
    public List<String> tapLines(Place place) {
        return Bridge.complete(Bridge.withTap(place.names(), place.mtuBytes()), place.names(), place.data());
    }
}
