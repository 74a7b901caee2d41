package dev.tare.agent.runtime;

import java.util.Map;

final class GvisorHostnetBridgeIT extends RuntimeConformance {

    @Override
    String name() {
        return "gvisor-hostnet";
    }

    @Override
    String network() {
        return "bridge";
    }

    @Override
    Map<String, String> options() {
        return Map.of("platform", "systrap");
    }
}
