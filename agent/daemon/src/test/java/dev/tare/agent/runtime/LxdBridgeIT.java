package dev.tare.agent.runtime;

import java.util.Set;

final class LxdBridgeIT extends DaemonBridgeConformance {

    @Override
    String name() {
        return "lxd";
    }

    @Override
    Set<String> environmentOfItsOwn() {
        return Set.of("HOME", "PATH", "LANG", "USER", "container");
    }
}
