package dev.tare.agent.network;

import java.util.List;
import java.util.Map;

/**
 * The path as seen from inside the attachment.
 *
 * @param devices from the runtime's to the host's data device, or to where both sides of one host meet, in order
 * @param routeJson {@code ip -json route get PEER} inside
 * @param neighbour the peer's link address as the runtime's namespace has it; empty where it has none (gVisor's own stack)
 */
public record PathProof(List<PathDevice> devices, String routeJson, String neighbour) {

    public PathProof {
        devices = List.copyOf(devices);
    }

    /**
     * A device on the path.
     *
     * @param where {@code host}, or the name of the attachment's namespace
     * @param offloads as ethtool names them, e.g. {@code tcp-segmentation-offload -> on}; empty where nobody could tell
     * @param qdiscJson {@code tc -json qdisc show dev NAME}
     */
    public record PathDevice(
            String name, String kind, String where, int mtuBytes, Map<String, String> offloads, String qdiscJson) {

        public PathDevice {
            offloads = Map.copyOf(offloads);
        }
    }
}
