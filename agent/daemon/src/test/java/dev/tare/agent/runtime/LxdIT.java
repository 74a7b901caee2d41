package dev.tare.agent.runtime;

import java.util.Set;

final class LxdIT extends DaemonConformance {

    @Override
    String name() {
        return "lxd";
    }

    @Override
    String network() {
        return "host";
    }

    @Override
    Set<String> environmentOfItsOwn() {
        return Set.of("HOME", "PATH", "LANG", "USER", "container");
    }

    /** By liblxc. */
    @Override
    boolean mayHideTheBoot() {
        return true;
    }
}
