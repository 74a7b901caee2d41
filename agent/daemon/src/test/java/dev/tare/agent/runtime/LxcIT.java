package dev.tare.agent.runtime;

import java.util.Set;

final class LxcIT extends RuntimeConformance {

    @Override
    String name() {
        return "lxc";
    }

    @Override
    String network() {
        return "host";
    }

    @Override
    Set<String> environmentOfItsOwn() {
        return Set.of("container");
    }

    /** By liblxc. */
    @Override
    boolean mayHideTheBoot() {
        return true;
    }
}
