package dev.tare.agent.runtime;

import java.util.Set;

final class ApptainerIT extends RuntimeConformance {

    @Override
    String name() {
        return "apptainer";
    }

    @Override
    String network() {
        return "host";
    }

    @Override
    Set<String> environmentOfItsOwn() {
        return ApptainerVariables.ALL;
    }
}
