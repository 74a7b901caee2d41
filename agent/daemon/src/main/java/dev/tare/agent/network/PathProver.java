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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a path device by device, and the route that leads onto it. A namespace is asked all at once: each process more
 * would take the CPU from a probe that is just starting.
 */
final class PathProver {

    private final IpTool ip;

    @Inject
    PathProver(IpTool ip) {
        this.ip = ip;
    }

    /**
     * Where a route is asked for.
     *
     * @param netns null is the agent's own
     * @param nextHop to whom the packets for the peer are sent first
     */
    record Question(@Nullable Path netns, InetAddress peer, InetAddress nextHop) {

        List<String> lines() {
            return List.of(routeTo(peer), "neigh show to " + nextHop.getHostAddress());
        }
    }

    /** How {@code ip} is asked for a route. */
    static String routeTo(InetAddress peer) {
        return "route get " + peer.getHostAddress();
    }

    /** With the route to the peer, and the link address (empty where it is not known) of the next hop. */
    PathProof prove(Question question, List<Device> devices, Disciplines disciplines)
            throws IOException, InterruptedException {
        Map<Device, PathDevice> known = new HashMap<>();
        List<JsonNode> route = List.of();
        Map<Optional<Path>, List<Device>> groups = byNamespace(devices);
        // the namespace that is asked may have no device of the path
        groups.computeIfAbsent(Optional.ofNullable(question.netns()), where -> new ArrayList<>());
        for (Map.Entry<Optional<Path>, List<Device>> group : groups.entrySet()) {
            Path netns = group.getKey().orElse(null);
            boolean asked = group.getKey().equals(Optional.ofNullable(question.netns()));
            List<JsonNode> more =
                    describe(netns, group.getValue(), asked ? question.lines() : List.of(), disciplines, known);
            if (asked) {
                route = more;
            }
        }
        return new PathProof(
                inOrder(devices, known),
                route.get(0).toString(),
                route.get(1).path(0).path("lladdr").asText());
    }

    /** Where the route is somebody else's, or known. */
    PathProof prove(String routeJson, List<Device> devices, Disciplines disciplines)
            throws IOException, InterruptedException {
        Map<Device, PathDevice> known = new HashMap<>();
        for (Map.Entry<Optional<Path>, List<Device>> group :
                byNamespace(devices).entrySet()) {
            describe(group.getKey().orElse(null), group.getValue(), List.of(), disciplines, known);
        }
        return new PathProof(inOrder(devices, known), routeJson, "");
    }

    private static Map<Optional<Path>, List<Device>> byNamespace(List<Device> devices) {
        Map<Optional<Path>, List<Device>> groups = new LinkedHashMap<>();
        for (Device device : devices) {
            groups.computeIfAbsent(Optional.ofNullable(device.netns()), where -> new ArrayList<>())
                    .add(device);
        }
        return groups;
    }

    private static List<PathDevice> inOrder(List<Device> devices, Map<Device, PathDevice> known) {
        return devices.stream()
                .map(device -> Optional.ofNullable(known.get(device)).orElseThrow())
                .toList();
    }

    /** Returns the answers to what is asked besides. */
    private List<JsonNode> describe(
            @Nullable Path netns,
            List<Device> devices,
            List<String> besides,
            Disciplines disciplines,
            Map<Device, PathDevice> known)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(devices.stream()
                .map(device -> "link show dev " + new LinkName(device.name()))
                .toList());
        lines.addAll(besides);
        List<JsonNode> answers = ip.ask(netns, lines);
        for (int i = 0; i < devices.size(); i++) {
            Device device = devices.get(i);
            JsonNode link = answers.get(i).path(0);
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
                                    .addAll(disciplines.of(device))
                                    .toString()));
        }
        return answers.subList(devices.size(), answers.size());
    }

    private static String kind(JsonNode link) {
        String kind = link.path("linkinfo").path("info_kind").asText();
        if (!kind.isEmpty()) {
            return kind;
        }
        return "loopback".equals(link.path("link_type").asText()) ? "loopback" : "physical";
    }
}
