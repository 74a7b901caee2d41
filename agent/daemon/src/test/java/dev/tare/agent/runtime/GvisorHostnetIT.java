package dev.tare.agent.runtime;

import java.util.Map;

final class GvisorHostnetIT extends RuntimeConformance {

    @Override
    String name() {
        return "gvisor-hostnet";
    }

    @Override
    String network() {
        return "host";
    }

    @Override
    Map<String, String> options() {
        return Map.of("platform", "systrap");
    }

    @Override
    boolean hasItsOwnClock() {
        return true;
    }
}
