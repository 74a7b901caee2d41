package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment.DaemonNetwork;
import dev.tare.agent.network.Attachment.Shape;
import dev.tare.agent.network.Attachment.Wanted;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that the runtime's own daemon makes: here is only what it is to be like, what the host has to do for it, and its path. The
 * runtime's driver asks the daemon for it and names the container's namespace, by {@link NetnsHandover}.
 */
final class DaemonNetworkDriver implements NetworkDriver {

    /** Not the subnet of network {@code nat}: both may be on a host, in trials of different agents. */
    private static final String SUBNET = "172.30.75.0/24";

    private static final Cidr GATEWAY = Cidr.parse("172.30.75.1/24");
    private static final Cidr HIDDEN = Cidr.parse("172.30.75.2/24");

    /** LXD and the plugins of Podman make the whole host a router, and leave it one. */
    private static final String ROUTER = "ipv4/ip_forward";

    private final Shape shape;
    private final Parts parts;

    DaemonNetworkDriver(Shape shape, Parts parts) {
        this.shape = shape;
        this.parts = parts;
    }

    /** What it works with. */
    record Parts(
            Workplace workplace,
            IpTool ip,
            IpAvailability availability,
            KernelLinks kernel,
            PathProver prover,
            TrialNetns namespaces,
            DataDevice data) {

        @Inject
        Parts {}
    }

    @Override
    public String name() {
        return switch (shape) {
            case NAT -> "daemon-nat";
            case MACVLAN -> "daemon-macvlan";
        };
    }

    @Override
    public Availability check(Deadline deadline) {
        return parts.availability()
                .check(() -> shape == Shape.MACVLAN ? parts.kernel().objection("macvlan") : Optional.empty());
    }

    @Override
    public Attachment attach(AttachSpec spec, Ledger ledger) throws IOException, InterruptedException {
        Place place = Place.of(spec, parts.workplace());
        parts.data().look(place, ledger);
        Path netns = parts.namespaces().record(place, ledger);
        LinkName bridge = Bridge.name(place.names());
        List<Attachment.Device> devices = new ArrayList<>(List.of(new Attachment.Device(Joint.INSIDE, netns)));
        if (shape == Shape.NAT) {
            ledger.record(place.trialId(), LinkReaper.KIND, bridge.value(), Map.of());
            SysctlReaper.remember(ROUTER, place.trialId(), ledger);
            parts.ip().change(null, List.of(FreshStack.forget(place.data(), place.peer())));
            devices.add(new Attachment.Device(bridge.value(), null));
        }
        devices.add(new Attachment.Device(place.data().value(), null));
        Cidr address = shape == Shape.NAT ? HIDDEN : place.address();
        Wanted wanted = new Wanted(
                shape,
                bridge.value(),
                shape == Shape.NAT ? SUBNET : place.address().subnet().toString(),
                gateway(place).getHostAddress(),
                place.data().value(),
                Joint.linkAddress(address),
                place.mtuBytes());
        return new DaemonNetwork(address.toString(), devices, netns, Joint.INSIDE, wanted);
    }

    private InetAddress gateway(Place place) {
        return shape == Shape.NAT ? GATEWAY.address() : place.host();
    }

    @Override
    public Attachment complete(Attachment attachment, AttachSpec spec, Ledger ledger)
            throws IOException, InterruptedException {
        DaemonNetwork made = mine(attachment);
        Place place = Place.of(spec, parts.workplace());
        List<Attachment.Device> devices = new ArrayList<>(made.devices());
        if (shape == Shape.NAT) {
            LinkName bridge = Bridge.name(place.names());
            NatJoint.refuseIfTaken(parts.ip(), Cidr.parse(SUBNET), HIDDEN, bridge, name());
            Forwarding.start(place.peer(), List.of(place.data(), bridge), place.trialId(), ledger);
            devices.add(1, new Attachment.Device(port(bridge), null));
        }
        if (NetnsVisit.call(made.path(), () -> OwnRoutes.leadTo(made.device()))) {
            FreshStack.prepare(parts.ip(), made.path(), made.device(), nextHop(place), false);
        }
        return new DaemonNetwork(made.address(), devices, made.path(), made.device(), made.wanted());
    }

    /** The container's end in the host's namespace, whose name is the daemon's choice. */
    private String port(LinkName bridge) throws IOException, InterruptedException {
        JsonNode ports =
                parts.ip().ask(null, List.of("link show master " + bridge)).getFirst();
        if (ports.size() != 1) {
            throw new IOException("bridge " + bridge + ", which the daemon made, has " + ports.size()
                    + " ports and not the container's alone");
        }
        return new LinkName(ports.path(0).path("ifname").asText()).value();
    }

    private InetAddress nextHop(Place place) {
        return shape == Shape.NAT ? GATEWAY.address() : place.peer();
    }

    @Override
    public PathProof prove(Attachment attachment, AttachSpec spec, Disciplines disciplines)
            throws IOException, InterruptedException {
        DaemonNetwork made = mine(attachment);
        if (!NetnsVisit.call(made.path(), () -> OwnRoutes.leadTo(made.device()))) {
            // the route is in a sandbox's own stack, and out of the host's sight
            return parts.prover().prove("[]", made.devices(), disciplines);
        }
        Place place = Place.of(spec, parts.workplace());
        return parts.prover()
                .prove(new PathProver.Question(made.path(), place.peer(), nextHop(place)), made.devices(), disciplines);
    }

    private DaemonNetwork mine(Attachment attachment) {
        if (attachment instanceof DaemonNetwork made && made.wanted().shape() == shape) {
            return made;
        }
        throw new IllegalArgumentException("not made by network " + name() + ": " + attachment);
    }

    @Override
    public Optional<String> suspicion(AttachSpec spec) {
        if (shape == Shape.MACVLAN) {
            return Optional.empty();
        }
        Place place = Place.of(spec, parts.workplace());
        return Optional.of(
                "network " + name() + " is routed by this host: does its firewall let packets through between "
                        + Bridge.name(place.names()) + " and " + place.data() + "?");
    }
}
