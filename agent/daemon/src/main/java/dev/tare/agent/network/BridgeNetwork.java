package dev.tare.agent.network;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.TrialNames;
import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A namespace of its own, joined to the link's subnet by a veth pair and a bridge that holds the host's data device for as long
 * as the trial lives. The device's address, routes and queueing discipline are not touched; it is free again as soon as the
 * bridge is gone.
 */
final class BridgeNetwork implements NetworkDriver {

    private static final String INSIDE = "eth0";

    private final Workplace workplace;
    private final IpTool ip;
    private final IpAvailability availability;
    private final PathProver prover;
    private final TrialNetns namespaces;

    /** By namespace, as it was before a runtime with a stack of its own took the addresses away. */
    private final Map<Path, PathProver.Onward> beforeLaunch = new ConcurrentHashMap<>();

    @Inject
    BridgeNetwork(
            Workplace workplace, IpTool ip, IpAvailability availability, PathProver prover, TrialNetns namespaces) {
        this.workplace = workplace;
        this.ip = ip;
        this.availability = availability;
        this.prover = prover;
        this.namespaces = namespaces;
    }

    @Override
    public String name() {
        return "bridge";
    }

    @Override
    public Availability check(Deadline deadline) {
        return availability.check();
    }

    @Override
    public Attachment attach(AttachSpec spec, Ledger ledger) throws IOException, InterruptedException {
        TrialNames names = workplace.names(spec.trialId());
        LinkName data = new LinkName(spec.dataInterface());
        Cidr address = Cidr.parse(spec.address());
        InetAddress peer = Cidr.literal(spec.peerAddress());
        LinkName bridge = new LinkName(names.link('b'));
        LinkName outside = new LinkName(names.link('h'));

        Path netns = namespaces.record(names, spec.trialId(), ledger);
        ledger.record(spec.trialId(), LinkReaper.KIND, bridge.value(), Map.of());
        ledger.record(spec.trialId(), LinkReaper.KIND, outside.value(), Map.of());
        refuseIfEnslaved(data);
        ip.change(null, BridgePlan.outside(bridge, outside, INSIDE, data, address, spec.mtuBytes(), names.netns()));
        ip.change(netns, BridgePlan.inside(INSIDE, address));
        FreshStack.prepare(netns, INSIDE, peer);
        beforeLaunch.put(netns, prover.onward(netns, peer));
        return new Attachment.Netns(
                address.toString(),
                List.of(
                        new Attachment.Device(INSIDE, netns),
                        new Attachment.Device(outside.value(), null),
                        new Attachment.Device(bridge.value(), null),
                        new Attachment.Device(data.value(), null)),
                netns,
                INSIDE);
    }

    private void refuseIfEnslaved(LinkName data) throws IOException, InterruptedException {
        String master = ip.ask(null, List.of("link show dev " + data))
                .getFirst()
                .path(0)
                .path("master")
                .asText();
        if (!master.isEmpty()) {
            throw new IOException("data device " + data + " already belongs to " + master);
        }
    }

    @Override
    public PathProof prove(Attachment attachment, AttachSpec spec) throws IOException, InterruptedException {
        if (!(attachment instanceof Attachment.Netns inside)) {
            throw new IllegalArgumentException("not made by network bridge: " + attachment);
        }
        PathProver.Onward before = beforeLaunch.remove(inside.path());
        PathProver.Onward onward = before == null || hasAddress(inside)
                ? prover.onward(inside.path(), Cidr.literal(spec.peerAddress()))
                : new PathProver.Onward(before.routeJson(), "");
        return new PathProof(prover.devices(attachment.devices()), onward.routeJson(), onward.neighbour());
    }

    private boolean hasAddress(Attachment.Netns inside) throws IOException, InterruptedException {
        return !ip.ask(inside.path(), List.of("address show dev " + inside.device()))
                .getFirst()
                .path(0)
                .path("addr_info")
                .isEmpty();
    }
}
