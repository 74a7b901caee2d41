package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Picks from what {@code tc -s -json qdisc show} says of a namespace. */
final class Qdiscs {

    private Qdiscs() {}

    /** All disciplines of one device, as JSON objects. */
    static List<JsonNode> of(JsonNode namespace, String device) {
        return StreamSupport.stream(namespace.spliterator(), false)
                .filter(qdisc -> qdisc.path("dev").asText().equals(device))
                .toList();
    }

    static Optional<JsonNode> root(JsonNode namespace, String device) {
        return of(namespace, device).stream()
                .filter(qdisc -> qdisc.path("root").asBoolean())
                .findFirst();
    }
}
