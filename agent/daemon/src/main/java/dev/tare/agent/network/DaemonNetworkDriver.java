package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment.DaemonNetwork;
import dev.tare.agent.network.Attachment.Shape;
import dev.tare.agent.network.Attachment.Wanted;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.UnavailableException;
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

    /** Of the addresses for benchmarks (RFC 2544): daemons give their other networks private ones. */
    static final String SUBNET = "198.18.75.0/24";

    private static final Cidr GATEWAY = Cidr.parse("198.18.75.1/24");
    private static final Cidr HIDDEN = Cidr.parse("198.18.75.2/24");

    /**
     * LXD and the plugins of Podman make the whole host a router, and leave it one. That changes settings of every device, and is not
     * undone by setting it back: it is done in a lab only, whose hosts are its own.
     */
    private static final String ROUTER = "ipv4/ip_forward";

    private static final Path ROUTES = Path.of("/proc/sys/net", ROUTER);

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
            DataDevice data,
            Firewall firewall) {

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
        Availability availability = parts.availability()
                .check(() -> shape == Shape.MACVLAN ? parts.kernel().objection("macvlan") : Optional.empty());
        if (availability instanceof Availability.Unusable || shape == Shape.MACVLAN) {
            return availability;
        }
        try {
            Optional<UnavailableException> missing = missing();
            return missing.isPresent()
                    ? new Availability.Unusable(
                            missing.get().reason(), missing.get().remedy())
                    : availability;
        } catch (IOException e) {
            return new Availability.Unusable(String.valueOf(e.getMessage()), "see the reason; then ask again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Availability.Unusable("interrupted while asking iptables", "try again");
        }
    }

    /** What this host lacks for a network that is hidden behind it. */
    private Optional<UnavailableException> missing() throws IOException, InterruptedException {
        if (!parts.workplace().startsDaemons()) {
            return isRouter()
                    ? Optional.empty()
                    : Optional.of(new UnavailableException(
                            "this host is no router (net.ipv4.ip_forward is 0), and a daemon would make it one for good",
                            "set net.ipv4.ip_forward=1 yourself, or leave network " + name() + " out"));
        }
        return parts.firewall()
                .objection()
                .map(
                        why -> new UnavailableException(
                                "the rules of a daemon could not be taken away after a trial: " + why,
                                "install nftables, and iptables as nftables has it (Debian's packages are nftables and iptables)"));
    }

    private static boolean isRouter() throws IOException {
        return Sysctl.read(ROUTES).equals("1");
    }

    @Override
    public Attachment attach(AttachSpec spec, Ledger ledger) throws IOException, InterruptedException {
        Place place = Place.of(spec, parts.workplace());
        if (shape == Shape.NAT) {
            Optional<UnavailableException> missing = missing();
            if (missing.isPresent()) {
                throw missing.get();
            }
        }
        if (shape == Shape.NAT) {
            NatJoint.refuseIfRouted(parts.ip(), Cidr.parse(SUBNET), name());
        }
        parts.data().look(place, ledger);
        Path netns = parts.namespaces().record(place, ledger);
        LinkName bridge = Bridge.name(place.names());
        List<Attachment.Device> devices = new ArrayList<>(List.of(new Attachment.Device(Joint.INSIDE, netns)));
        if (shape == Shape.NAT) {
            ledger.record(place.trialId(), LinkReaper.KIND, bridge.value(), Map.of());
            if (!isRouter()) {
                SysctlReaper.remember(ROUTER, place.trialId(), ledger);
            }
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
        refuseOtherMtu(made);
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

    private void refuseOtherMtu(DaemonNetwork made) throws IOException, InterruptedException {
        int has = parts.ip()
                .ask(made.path(), List.of("link show dev " + new LinkName(made.device())))
                .getFirst()
                .path(0)
                .path("mtu")
                .asInt();
        if (has != made.wanted().mtuBytes()) {
            throw new IOException("the container's device has an MTU of " + has + " bytes where "
                    + made.wanted().mtuBytes() + " were asked for; what does the data device "
                    + made.wanted().parent() + " have, and what the lab file?");
        }
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
