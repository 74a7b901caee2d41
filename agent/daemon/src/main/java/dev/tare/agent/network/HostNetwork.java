package dev.tare.agent.network;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The host's own namespace, data device and address, to itself over the loopback: nothing is made. */
final class HostNetwork implements NetworkDriver {

    private static final String LOOPBACK = "lo";

    private final IpTool ip;
    private final IpAvailability availability;
    private final PathProver prover;

    @Inject
    HostNetwork(IpTool ip, IpAvailability availability, PathProver prover) {
        this.ip = ip;
        this.availability = availability;
        this.prover = prover;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public Availability check(Deadline deadline) {
        return availability.check(Optional::empty);
    }

    @Override
    public void freshen(AttachSpec spec, Ledger ledger) throws IOException {
        FreshStack.forgetfulHost(spec.trialId(), ledger);
    }

    @Override
    public Attachment attach(AttachSpec spec, Ledger ledger) throws IOException, InterruptedException {
        LinkName device = new LinkName(spec.dataInterface());
        Cidr address = Cidr.parse(spec.address());
        InetAddress peer = Cidr.literal(spec.peerAddress());
        ip.forgetMetrics(peer);
        if (spec.isOneHost()) {
            return attachment(address, LOOPBACK);
        }
        FreshStack.onHost(ip, device, peer, spec.trialId(), ledger);
        return attachment(address, device.value());
    }

    private static Attachment attachment(Cidr address, String device) {
        return new Attachment.HostNetns(address.toString(), List.of(new Attachment.Device(device, null)));
    }

    @Override
    public PathProof prove(Attachment attachment, AttachSpec spec, Disciplines disciplines)
            throws IOException, InterruptedException {
        InetAddress peer = Cidr.literal(spec.peerAddress());
        return prover.prove(new PathProver.Question(null, peer, peer), attachment.devices(), disciplines);
    }
}
