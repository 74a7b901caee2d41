package dev.tare.agent.runtime;

import java.util.Set;

final class ApptainerBridgeIT extends RuntimeConformance {

    @Override
    String name() {
        return "apptainer";
    }

    @Override
    String network() {
        return "bridge";
    }

    @Override
    Set<String> environmentOfItsOwn() {
        return ApptainerVariables.ALL;
    }
}
