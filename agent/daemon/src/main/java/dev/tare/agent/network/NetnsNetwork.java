package dev.tare.agent.network;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Workplace;
import dev.tare.common.catalog.AttachmentKind;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A namespace of its own, or a tap device, joined to the host's data device in one of several ways. */
final class NetnsNetwork implements NetworkDriver {

    private final Joint joint;
    private final Workplace workplace;
    private final IpTool ip;
    private final IpAvailability availability;
    private final PathProver prover;
    private final TrialNetns namespaces;
    private final DataDevice data;

    /** By namespace, as {@code ip} told it before a runtime with a stack of its own took the addresses away. */
    private final Map<Path, String> routesBeforeLaunch = new ConcurrentHashMap<>();

    NetnsNetwork(Joint joint, Parts parts) {
        this.joint = joint;
        this.workplace = parts.workplace();
        this.ip = parts.ip();
        this.availability = parts.availability();
        this.prover = parts.prover();
        this.namespaces = parts.namespaces();
        this.data = parts.data();
    }

    /** What it works with. */
    record Parts(
            Workplace workplace,
            IpTool ip,
            IpAvailability availability,
            PathProver prover,
            TrialNetns namespaces,
            DataDevice data) {

        @Inject
        Parts {}
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
        Place place = Place.of(spec, workplace);
        return switch (spec.kind()) {
            case NETNS -> netns(place, ledger);
            case TAP -> tap(place, ledger);
            case HOST_NETNS, DAEMON_NETWORK ->
                throw new IllegalArgumentException(
                        "network " + name() + " does not make " + spec.kind().words());
        };
    }

    private Attachment netns(Place place, Ledger ledger) throws IOException, InterruptedException {
        data.look(place, ledger);
        data.refuseTaken(place.data(), joint.address(place).address());
        List<LinkName> outside = joint.outside(place, false);
        Path netns = namespaces.record(place, ledger);
        record(outside, place, ledger);
        joint.gather(place, ledger);
        List<String> lines =
                new ArrayList<>(List.of("netns add " + place.names().netns()));
        lines.addAll(joint.lines(place));
        if (joint.routedFrom(place).isPresent()) {
            lines.add(FreshStack.forget(place.data(), place.peer()));
        }
        data.join(place.data(), lines);
        joint.furnish(place, ledger);
        ip.change(netns, insideLines(place));
        boolean needsAnswer = joint.needsAnswer() && !place.peerBoots();
        boolean answered = FreshStack.prepare(ip, netns, Joint.INSIDE, joint.nextHop(place), needsAnswer);
        if (!answered && needsAnswer) {
            throw new IOException("the peer " + joint.nextHop(place).getHostAddress() + " does not answer over network "
                    + name() + "; " + isOpen(place));
        }
        routesBeforeLaunch.put(
                netns,
                ip.ask(netns, List.of(PathProver.routeTo(place.peer())))
                        .getFirst()
                        .toString());
        List<Attachment.Device> devices = new ArrayList<>(List.of(new Attachment.Device(Joint.INSIDE, netns)));
        devices.addAll(path(outside, joint.end(place)));
        return new Attachment.Netns(joint.address(place).toString(), devices, netns, Joint.INSIDE);
    }

    /** The guest gives itself the address, and finds the peer's link address itself. */
    private Attachment tap(Place place, Ledger ledger) throws IOException, InterruptedException {
        data.look(place, ledger);
        data.refuseTaken(place.data(), joint.address(place).address());
        List<LinkName> outside = joint.outside(place, true);
        record(outside, place, ledger);
        joint.gather(place, ledger);
        data.join(place.data(), joint.tapLines(place));
        joint.furnish(place, ledger);
        return new Attachment.Tap(
                joint.address(place).toString(),
                path(outside, joint.end(place)),
                Joint.tap(place.names()).value(),
                Joint.linkAddress(joint.address(place)),
                joint.mtuBytes(place));
    }

    private static void record(List<LinkName> outside, Place place, Ledger ledger) {
        for (LinkName link : outside.reversed()) {
            ledger.record(place.trialId(), LinkReaper.KIND, link.value(), Map.of());
        }
    }

    private List<String> insideLines(Place place) {
        List<String> lines = new ArrayList<>(List.of(
                "link set lo up",
                "link set " + Joint.INSIDE + " addrgenmode none",
                "address add " + joint.address(place) + " dev " + Joint.INSIDE
                        + joint.address(place).flags(),
                "link set " + Joint.INSIDE + " up"));
        lines.addAll(joint.routes(place));
        return lines;
    }

    private static List<Attachment.Device> path(List<LinkName> outside, Optional<LinkName> end) {
        List<Attachment.Device> devices = new ArrayList<>();
        outside.forEach(link -> devices.add(new Attachment.Device(link.value(), null)));
        end.ifPresent(link -> devices.add(new Attachment.Device(link.value(), null)));
        return devices;
    }

    @Override
    public PathProof prove(Attachment attachment, AttachSpec spec, Disciplines disciplines)
            throws IOException, InterruptedException {
        if (attachment instanceof Attachment.Tap) {
            // the route is the guest's own, and out of the host's sight
            return prover.prove("[]", attachment.devices(), disciplines);
        }
        if (!(attachment instanceof Attachment.Netns inside)) {
            throw new IllegalArgumentException("not made by network " + name() + ": " + attachment);
        }
        String before = routesBeforeLaunch.remove(inside.path());
        if (before != null && !NetnsVisit.call(inside.path(), () -> OwnRoutes.leadTo(inside.device()))) {
            return prover.prove(before, attachment.devices(), disciplines);
        }
        return prover.prove(
                new PathProver.Question(inside.path(), Cidr.literal(spec.peerAddress()), nextHop(spec)),
                attachment.devices(),
                disciplines);
    }

    @Override
    public Optional<String> suspicion(AttachSpec spec) {
        Place place = Place.of(spec, workplace);
        // of a guest, or for one, nobody asked before it booted whether the other side answers
        boolean unasked = joint.needsAnswer() && (spec.kind() == AttachmentKind.TAP || place.peerBoots());
        return joint.routedFrom(place)
                .map(from ->
                        "network " + name() + " is routed by this host: does its firewall let packets through between "
                                + from + " and " + place.data()
                                + " (a running dockerd drops them: policy DROP of the chain FORWARD)?")
                .or(() -> unasked ? Optional.of("network " + name() + ": " + isOpen(place)) : Optional.empty());
    }

    private static String isOpen(Place place) {
        return "is the way between " + place.host().getHostAddress() + " and "
                + place.peerHost().getHostAddress() + " open for it (a firewall)?";
    }

    private InetAddress nextHop(AttachSpec spec) {
        return joint.nextHop(Place.of(spec, workplace));
    }
}
