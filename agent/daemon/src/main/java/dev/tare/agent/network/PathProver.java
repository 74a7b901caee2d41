package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tare.agent.network.Attachment.Device;
import dev.tare.agent.network.PathProof.PathDevice;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes a path device by device, and the route that leads onto it. */
final class PathProver {

    private final IpTool ip;

    @Inject
    PathProver(IpTool ip) {
        this.ip = ip;
    }

    List<PathDevice> devices(List<Device> devices) throws IOException, InterruptedException {
        Map<Optional<Path>, List<Device>> byNamespace = new LinkedHashMap<>();
        for (Device device : devices) {
            byNamespace
                    .computeIfAbsent(Optional.ofNullable(device.netns()), where -> new ArrayList<>())
                    .add(device);
        }
        Map<Device, PathDevice> known = new LinkedHashMap<>();
        for (Map.Entry<Optional<Path>, List<Device>> group : byNamespace.entrySet()) {
            describe(group.getKey().orElse(null), group.getValue(), known);
        }
        return devices.stream()
                .map(device -> Optional.ofNullable(known.get(device)).orElseThrow())
                .toList();
    }

    private void describe(@Nullable Path netns, List<Device> devices, Map<Device, PathDevice> known)
            throws IOException, InterruptedException {
        List<JsonNode> links = ip.ask(
                netns,
                devices.stream()
                        .map(device -> "link show dev " + new LinkName(device.name()))
                        .toList());
        JsonNode qdiscs = ip.qdiscs(netns);
        for (int i = 0; i < devices.size(); i++) {
            Device device = devices.get(i);
            JsonNode link = links.get(i).path(0);
            LinkName name = new LinkName(device.name());
            known.put(
                    device,
                    new PathDevice(
                            device.name(),
                            kind(link),
                            netns == null ? "host" : String.valueOf(netns.getFileName()),
                            link.path("mtu").asInt(),
                            NetnsVisit.call(netns, () -> Offloads.of(name)),
                            JsonNodeFactory.instance
                                    .arrayNode()
                                    .addAll(Qdiscs.of(qdiscs, device.name()))
                                    .toString()));
        }
    }

    private static String kind(JsonNode link) {
        String kind = link.path("linkinfo").path("info_kind").asText();
        if (!kind.isEmpty()) {
            return kind;
        }
        return "loopback".equals(link.path("link_type").asText()) ? "loopback" : "physical";
    }

    /** Route to the peer, and the link address (empty where it is not known) of whom its packets are sent to first. */
    Onward onward(@Nullable Path netns, InetAddress peer, InetAddress nextHop)
            throws IOException, InterruptedException {
        List<JsonNode> answers = ip.ask(
                netns, List.of("route get " + peer.getHostAddress(), "neigh show to " + nextHop.getHostAddress()));
        return new Onward(
                answers.get(0).toString(), answers.get(1).path(0).path("lladdr").asText());
    }

    /** How packets leave for the peer. */
    record Onward(String routeJson, String neighbour) {}
}
