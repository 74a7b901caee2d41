package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tare.agent.network.Attachment.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What {@code tc -s -json qdisc show} says of the namespaces of some devices: a process for each namespace. */
public final class Disciplines {

    private final Map<Optional<Path>, JsonNode> namespaces;

    private Disciplines(Map<Optional<Path>, JsonNode> namespaces) {
        this.namespaces = Map.copyOf(namespaces);
    }

    static Disciplines read(IpTool ip, List<Device> devices) throws IOException, InterruptedException {
        Map<Optional<Path>, JsonNode> namespaces = new HashMap<>();
        for (Device device : devices) {
            Optional<Path> where = Optional.ofNullable(device.netns());
            if (!namespaces.containsKey(where)) {
                namespaces.put(where, ip.qdiscs(device.netns()));
            }
        }
        return new Disciplines(namespaces);
    }

    /** All of one device, as JSON objects; none where its namespace was not asked. */
    List<JsonNode> of(Device device) {
        JsonNode there = namespaces.getOrDefault(Optional.ofNullable(device.netns()), NullNode.getInstance());
        return StreamSupport.stream(there.spliterator(), false)
                .filter(qdisc -> qdisc.path("dev").asText().equals(device.name()))
                .toList();
    }

    Optional<JsonNode> root(Device device) {
        return of(device).stream()
                .filter(qdisc -> qdisc.path("root").asBoolean())
                .findFirst();
    }
}
