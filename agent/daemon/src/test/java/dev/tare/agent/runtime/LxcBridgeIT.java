package dev.tare.agent.runtime;

import java.util.Set;

final class LxcBridgeIT extends RuntimeConformance {

    @Override
    String name() {
        return "lxc";
    }

    @Override
    String network() {
        return "bridge";
    }

    @Override
    Set<String> environmentOfItsOwn() {
        return Set.of("container");
    }
}
