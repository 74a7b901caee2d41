package dev.tare.agent.runtime;

import java.util.Map;

final class GvisorHostnetBridgeIT extends NetworkConformance {

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
