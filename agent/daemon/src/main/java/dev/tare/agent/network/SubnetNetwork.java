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
        LinkName data = new LinkName(spec.dataInterface());
        Cidr address = Cidr.parse(spec.address());
        InetAddress peer = Cidr.literal(spec.peerAddress());
        TrialNames names = workplace.names(spec.trialId());
        return switch (spec.kind()) {
            case NETNS -> netns(spec, names, data, address, peer, ledger);
            case TAP -> tap(spec, names, data, address, ledger);
            case HOST_NETNS, DAEMON_NETWORK ->
                throw new IllegalArgumentException(
                        "network " + name() + " does not make " + spec.kind().words());
        };
    }

    private Attachment netns(
            AttachSpec spec, TrialNames names, LinkName data, Cidr address, InetAddress peer, Ledger ledger)
            throws IOException, InterruptedException {
        List<LinkName> outside = joint.outside(names, false);
        Path netns = namespaces.record(names, spec.trialId(), ledger);
        record(outside, spec, ledger);
        refuseIfEnslaved(data);
        List<String> lines = new ArrayList<>(List.of("netns add " + names.netns()));
        lines.addAll(joint.lines(names, data, address, spec.mtuBytes()));
        ip.change(null, lines);
        ip.change(netns, insideLines(address));
        FreshStack.prepare(netns, Joint.INSIDE, peer);
        beforeLaunch.put(netns, prover.onward(netns, peer));
        List<Attachment.Device> devices = new ArrayList<>(List.of(new Attachment.Device(Joint.INSIDE, netns)));
        devices.addAll(path(outside, data));
        return new Attachment.Netns(address.toString(), devices, netns, Joint.INSIDE);
    }

    /** The guest gives itself the address, and finds the peer's link address itself. */
    private Attachment tap(AttachSpec spec, TrialNames names, LinkName data, Cidr address, Ledger ledger)
            throws IOException, InterruptedException {
        List<LinkName> outside = joint.outside(names, true);
        record(outside, spec, ledger);
        refuseIfEnslaved(data);
        ip.change(null, joint.tapLines(names, data, spec.mtuBytes()));
        return new Attachment.Tap(
                address.toString(),
                path(outside, data),
                Joint.tap(names).value(),
                Joint.linkAddress(address),
                spec.mtuBytes());
    }

    private static void record(List<LinkName> outside, AttachSpec spec, Ledger ledger) {
        for (LinkName link : outside.reversed()) {
            ledger.record(spec.trialId(), LinkReaper.KIND, link.value(), Map.of());
        }
    }

    private static List<String> insideLines(Cidr address) {
        return List.of(
                "link set lo up",
                "link set " + Joint.INSIDE + " addrgenmode none",
                "address add " + address + " dev " + Joint.INSIDE,
                "link set " + Joint.INSIDE + " up");
    }

    private static List<Attachment.Device> path(List<LinkName> outside, LinkName data) {
        List<Attachment.Device> devices = new ArrayList<>();
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
        if (attachment instanceof Attachment.Tap) {
            // the route is the guest's own, and out of the host's sight
            return new PathProof(prover.devices(attachment.devices()), "[]", "");
        }
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
