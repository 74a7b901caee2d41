package dev.tare.agent.network;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.TrialNames;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** How a trial's namespace, or its tap device, is joined to the host's data device. */
interface Joint {

    /** The device inside. */
    String INSIDE = "eth0";

    /** Name of the network in the catalogue. */
    String network();

    /** Why this host cannot make it; empty when it can, or when only making it would tell. */
    Optional<String> objection() throws IOException, InterruptedException;

    /**
     * Links of this side that it makes in the host's namespace, in the order of the path from the runtime to the data device.
     *
     * @param tap whether the path begins with a tap device, and not with a device in the trial's namespace
     */
    List<LinkName> outside(Place place, boolean tap);

    /** Where its own part of the path ends: at the data device; within one host, at what joins both sides, if that is a device. */
    default Optional<LinkName> end(Place place) {
        return place.isOneHost() ? Optional.empty() : Optional.of(place.data());
    }

    /** What both sides of one host have in common, before either has anything of its own; each of them asks for it. */
    default void gather(Place place, Ledger ledger) throws IOException, InterruptedException {}

    /**
     * Lines of {@code ip -batch} for the host's namespace, where the trial's namespace is there already: afterwards it has the
     * device {@link #INSIDE}.
     */
    List<String> lines(Place place);

    /**
     * Lines of {@code ip -batch} after which there is a tap device {@link #tap} on the same subnet instead. Only of networks
     * whose entry in the catalogue says that they provide one.
     */
    default List<String> tapLines(Place place) {
        throw new UnsupportedOperationException("network " + network() + " makes no tap device");
    }

    /** What it needs beside links, after they were made: each in the ledger before. */
    default void furnish(Place place, Ledger ledger) throws IOException, InterruptedException {}

    /** The address of the runtime's device. */
    default Cidr address(Place place) {
        return place.address();
    }

    /** The MTU of the runtime's device. */
    default int mtuBytes(Place place) {
        return place.mtuBytes();
    }

    /** Lines for the trial's namespace, when its device is up. */
    default List<String> routes(Place place) {
        return List.of();
    }

    /** Whom the runtime's packets are sent to first: the peer itself, or a router. */
    default InetAddress nextHop(Place place) {
        return place.peer();
    }

    /** Whether nothing can be sent before the next hop has answered, so that its silence is a failure and not only slow. */
    default boolean needsAnswer() {
        return false;
    }

    /**
     * The device from which the host routes to the data device and back, which its firewall may keep it from; empty where nothing
     * is routed.
     */
    default Optional<LinkName> routedFrom(Place place) {
        return Optional.empty();
    }

    /**
     * A link address that is the same for the same address in every trial, so that a peer which remembers it from the last
     * trial is right. Locally administered: 0e:74 and the address's last four bytes.
     */
    static String linkAddress(Cidr address) {
        byte[] bytes = address.address().getAddress();
        int from = bytes.length - 4;
        return "0e:74:%02x:%02x:%02x:%02x"
                .formatted(bytes[from] & 0xff, bytes[from + 1] & 0xff, bytes[from + 2] & 0xff, bytes[from + 3] & 0xff);
    }

    /** The tap device, in the host's namespace. */
    static LinkName tap(TrialNames names) {
        return new LinkName(names.link('t'));
    }
}
