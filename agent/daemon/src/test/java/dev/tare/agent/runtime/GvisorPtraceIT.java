package dev.tare.agent.runtime;

import java.util.Map;

final class GvisorPtraceIT extends RuntimeConformance {

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
        return Map.of("platform", "ptrace");
    }

    @Override
    boolean hasItsOwnClock() {
        return true;
    }
}
