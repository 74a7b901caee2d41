package dev.tare.agent.runtime;

import java.util.Map;

final class GvisorSystrapIT extends RuntimeConformance {

    @Override
    String name() {
        return "gvisor";
    }

    @Override
    String network() {
        return "bridge";
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
