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

    /** A network that a container daemon knows by name. */
    record DaemonNetwork(String address, List<Device> devices, String name) implements Attachment {}
}
