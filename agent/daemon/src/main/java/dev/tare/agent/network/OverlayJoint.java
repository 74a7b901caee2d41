package dev.tare.agent.network;

import dev.tare.agent.process.TrialNames;
import dev.tare.common.catalog.Encapsulation;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A bridge that is joined to the other host's by a VXLAN tunnel (RFC 7348) between the hosts' own addresses. Both sides of a
 * trial are in it.
 */
final class OverlayJoint implements Joint {

    /** Assigned by IANA. */
    private static final int PORT = 4789;

    private static final int IDENTIFIER_MASK = 0xff_ffff;

    private final KernelLinks kernel;

    OverlayJoint(KernelLinks kernel) {
        this.kernel = kernel;
    }

    @Override
    public String network() {
        return "overlay";
    }

    @Override
    public Optional<String> objection() throws java.io.IOException, InterruptedException {
        return kernel.objection("vxlan");
    }

    @Override
    public List<LinkName> outside(Place place, boolean tap) {
        List<LinkName> links = new ArrayList<>(Bridge.path(place.names(), tap));
        links.add(tunnel(place.names()));
        return links;
    }

    @Override
    public int mtuBytes(Place place) {
        return place.mtuBytes() - Encapsulation.VXLAN.overheadBytes(place.host() instanceof Inet6Address);
    }

    @Override
    public List<String> lines(Place place) {
        return joined(Bridge.withVeth(place.names(), place.address(), mtuBytes(place)), place);
    }

    @Override
    public List<String> tapLines(Place place) {
        return joined(Bridge.withTap(place.names(), mtuBytes(place)), place);
    }

    private List<String> joined(List<String> begun, Place place) {
        LinkName tunnel = tunnel(place.names());
        List<String> lines = new ArrayList<>(begun);
        lines.add("link add " + tunnel + " mtu " + mtuBytes(place) + " type vxlan id " + identifier(place.trialId())
                + " local " + place.host().getHostAddress() + " remote "
                + place.peerHost().getHostAddress() + " dstport " + PORT + " dev " + place.data());
        lines.add("link set " + tunnel + " addrgenmode none up");
        return Bridge.complete(lines, place.names(), tunnel);
    }

    /** The other end is made by another agent: its silence can only mean that the tunnel does not carry. */
    @Override
    public boolean needsAnswer() {
        return true;
    }

    /** Both agents know the trial's name, and nothing else that is the same for both. */
    private static long identifier(String trialId) {
        CRC32 checksum = new CRC32();
        checksum.update(trialId.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() & IDENTIFIER_MASK;
    }

    private static LinkName tunnel(TrialNames names) {
        return new LinkName(names.link('v'));
    }
}
