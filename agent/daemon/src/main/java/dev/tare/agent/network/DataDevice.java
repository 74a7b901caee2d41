package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.ledger.Ledger;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A look at the host's data device, before anything is made on it. */
final class DataDevice {

    private final IpTool ip;
    private final LroReaper lro;

    @Inject
    DataDevice(IpTool ip, LroReaper lro) {
        this.ip = ip;
        this.lro = lro;
    }

    /** Before anything else is written down: what it loses by a trial comes back last. */
    void look(Place place, Ledger ledger) throws IOException, InterruptedException {
        LinkName data = place.data();
        List<JsonNode> answers = ip.ask(null, List.of("link show dev " + data, "link show master " + data));
        String master = answers.get(0).path(0).path("master").asText();
        if (!master.isEmpty()) {
            throw new IOException("data device " + data + " already belongs to " + master);
        }
        List<LinkName> devices = new ArrayList<>(List.of(data));
        answers.get(1)
                .forEach(port -> devices.add(new LinkName(port.path("ifname").asText())));
        lro.remember(devices, place.trialId(), ledger);
    }
}
