package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.TrialNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A veth pair, and a bridge that holds the host's data device for as long as the trial lives. The device's address, routes and
 * queueing discipline are not touched; it is free again as soon as the bridge is gone. Between two sides on this host, one bridge
 * that has a port for each, and no way out.
 */
final class BridgeJoint implements Joint {

    private final IpTool ip;

    BridgeJoint(IpTool ip) {
        this.ip = ip;
    }

    @Override
    public String network() {
        return "bridge";
    }

    @Override
    public Optional<String> objection() {
        return Optional.empty();
    }

    @Override
    public List<LinkName> outside(Place place, boolean tap) {
        TrialNames names = place.names();
        return place.isOneHost() ? List.of(tap ? Joint.tap(names) : Bridge.port(names)) : Bridge.path(names, tap);
    }

    @Override
    public Optional<LinkName> end(Place place) {
        return Optional.of(place.isOneHost() ? shared(place) : place.data());
    }

    /** Whichever side is first makes it: both are asked for by threads of this agent. It is taken away by the last to go. */
    @Override
    public synchronized void gather(Place place, Ledger ledger) throws IOException, InterruptedException {
        LinkName bridge = shared(place);
        if (!place.isOneHost() || ProcNetDev.read().containsKey(bridge.value())) {
            return;
        }
        ledger.record(place.common().trialId(), LinkReaper.KIND, bridge.value(), Map.of());
        List<String> lines = new ArrayList<>(Bridge.alone(bridge, place.mtuBytes()));
        lines.add("link set " + bridge + " up");
        ip.change(null, lines);
    }

    @Override
    public List<String> lines(Place place) {
        TrialNames names = place.names();
        if (place.isOneHost()) {
            return Bridge.vethPort(names, place.address(), place.mtuBytes(), shared(place));
        }
        List<String> begun = Bridge.withVeth(names, place.address(), place.mtuBytes());
        return joined(begun, place);
    }

    @Override
    public List<String> tapLines(Place place) {
        TrialNames names = place.names();
        if (place.isOneHost()) {
            return Bridge.tapPort(names, place.mtuBytes(), shared(place));
        }
        return joined(Bridge.withTap(names, place.mtuBytes()), place);
    }

    /**
     * The bridge answers on the link for the host's address, and neighbours remember by which link address: it is the data device's,
     * where it would be the lowest of all ports', which goes with the trial.
     */
    private static List<String> joined(List<String> begun, Place place) {
        List<String> lines = new ArrayList<>(begun);
        linkAddress(place.data())
                .ifPresent(own -> lines.add("link set " + Bridge.name(place.names()) + " address " + own));
        return Bridge.complete(lines, place.names(), place.data());
    }

    /** In the calling thread's namespace; empty for a device that has none. */
    private static Optional<String> linkAddress(LinkName device) {
        try {
            NetworkInterface found = NetworkInterface.getByName(device.value());
            return Optional.ofNullable(found == null ? null : found.getHardwareAddress())
                    .map(HexFormat.ofDelimiter(":")::formatHex);
        } catch (SocketException e) {
            throw new UncheckedIOException("link address of " + device, e);
        }
    }

    private static LinkName shared(Place place) {
        return Bridge.name(place.common().names());
    }
}
