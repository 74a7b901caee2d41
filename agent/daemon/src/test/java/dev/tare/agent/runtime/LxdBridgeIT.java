package dev.tare.agent.runtime;

import java.util.Set;

final class LxdBridgeIT extends DaemonConformance {

    @Override
    String name() {
        return "lxd";
    }

    @Override
    String network() {
        return "bridge";
    }

    @Override
    Set<String> environmentOfItsOwn() {
        return Set.of("HOME", "PATH", "LANG", "USER", "container");
    }
}
