package dev.tare.agent.network;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.TrialNames;
import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A namespace of its own with an address on the link's subnet, joined to the host's data device in one of several ways. */
final class SubnetNetwork implements NetworkDriver {

    private final Joint joint;
    private final Workplace workplace;
    private final IpTool ip;
    private final IpAvailability availability;
    private final PathProver prover;
    private final TrialNetns namespaces;

    /** By namespace, as it was before a runtime with a stack of its own took the addresses away. */
    private final Map<Path, PathProver.Onward> beforeLaunch = new ConcurrentHashMap<>();

    SubnetNetwork(
            Joint joint,
            Workplace workplace,
            IpTool ip,
            IpAvailability availability,
            PathProver prover,
            TrialNetns namespaces) {
        this.joint = joint;
        this.workplace = workplace;
        this.ip = ip;
        this.availability = availability;
        this.prover = prover;
        this.namespaces = namespaces;
    }

    @Override
    public String name() {
        return joint.network();
    }

    @Override
    public Availability check(Deadline deadline) {
        return availability.check(joint::objection);
    }

    @Override
    public Attachment attach(AttachSpec spec, Ledger ledger) throws IOException, InterruptedException {
        TrialNames names = workplace.names(spec.trialId());
        LinkName data = new LinkName(spec.dataInterface());
        Cidr address = Cidr.parse(spec.address());
        InetAddress peer = Cidr.literal(spec.peerAddress());
        List<LinkName> outside = joint.outside(names);

        Path netns = namespaces.record(names, spec.trialId(), ledger);
        for (LinkName link : outside.reversed()) {
            ledger.record(spec.trialId(), LinkReaper.KIND, link.value(), Map.of());
        }
        refuseIfEnslaved(data);
        List<String> lines = new ArrayList<>(List.of("netns add " + names.netns()));
        lines.addAll(joint.lines(names, data, address, spec.mtuBytes()));
        ip.change(null, lines);
        ip.change(netns, insideLines(address));
        FreshStack.prepare(netns, Joint.INSIDE, peer);
        beforeLaunch.put(netns, prover.onward(netns, peer));
        return new Attachment.Netns(address.toString(), path(netns, outside, data), netns, Joint.INSIDE);
    }

    private static List<String> insideLines(Cidr address) {
        return List.of(
                "link set lo up",
                "link set " + Joint.INSIDE + " addrgenmode none",
                "address add " + address + " dev " + Joint.INSIDE,
                "link set " + Joint.INSIDE + " up");
    }

    private static List<Attachment.Device> path(Path netns, List<LinkName> outside, LinkName data) {
        List<Attachment.Device> devices = new ArrayList<>(List.of(new Attachment.Device(Joint.INSIDE, netns)));
        outside.forEach(link -> devices.add(new Attachment.Device(link.value(), null)));
        devices.add(new Attachment.Device(data.value(), null));
        return devices;
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
            throw new IllegalArgumentException("not made by network " + name() + ": " + attachment);
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
