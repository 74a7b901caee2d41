package dev.tare.agent.network;

import java.nio.file.Path;
import java.util.List;

/** How a runtime reaches the link: what a network driver made, and a runtime driver takes. */
public sealed interface Attachment {

    /** The address the workload uses, in CIDR form. */
    String address();

    /**
     * Devices from the runtime's own to the host's data device, in order, for the path proof; within one host, to where it meets
     * the other side.
     */
    List<Device> devices();

    /**
     * A device on the path.
     *
     * @param netns where it is; null is the host's own namespace
     */
    record Device(
            String name, @org.jspecify.annotations.Nullable Path netns) {}

    /** The host's own network namespace. */
    record HostNetns(String address, List<Device> devices) implements Attachment {}

    /**
     * A namespace of its own.
     *
     * @param path file that names the namespace, e.g. {@code /run/netns/tare-x}
     * @param device name of the runtime's device inside
     */
    record Netns(String address, List<Device> devices, Path path, String device) implements Attachment {}

    /**
     * A tap device in the host's namespace, for virtual machines.
     *
     * @param linkAddress for the guest's device
     */
    record Tap(String address, List<Device> devices, String device, String linkAddress, int mtuBytes)
            implements Attachment {}

    /**
     * A network that a container's daemon is to make, and to join the container to.
     *
     * @param devices those whose names are known before; {@link NetworkDriver#complete} gives them all
     * @param path file that will name the container's namespace
     * @param device name of the container's device inside
     */
    record DaemonNetwork(String address, List<Device> devices, Path path, String device, Wanted wanted)
            implements Attachment {

        /** The address alone. */
        public String literal() {
            return address.substring(0, address.indexOf('/'));
        }
    }

    /** How a daemon connects a container to the link. */
    enum Shape {
        /** By a bridge with a private subnet, behind the host's address. */
        NAT,
        /** By a macvlan device on the link's subnet. */
        MACVLAN
    }

    /**
     * What a daemon is asked for.
     *
     * @param name of the network, and of its bridge if it has one
     * @param subnet in CIDR form
     * @param gateway in the subnet; with {@link Shape#MACVLAN} nobody is asked to be one, and daemons want to be told one
     * @param parent the host's data device
     * @param linkAddress for the container's device
     */
    record Wanted(
            Shape shape, String name, String subnet, String gateway, String parent, String linkAddress, int mtuBytes) {}
}
