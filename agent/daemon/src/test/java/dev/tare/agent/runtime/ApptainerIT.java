package dev.tare.agent.runtime;

import java.util.Set;

final class ApptainerIT extends RuntimeConformance {

    /** What Apptainer tells a program of its container, and sets for a shell that is not there. */
    private static final Set<String> VARIABLES = Set.of(
            "APPTAINER_APPNAME",
            "APPTAINER_BIND",
            "APPTAINER_COMMAND",
            "APPTAINER_CONTAINER",
            "APPTAINER_ENVIRONMENT",
            "APPTAINER_NAME",
            "APPTAINER_NO_EVAL",
            "HOME",
            "LANG",
            "PATH",
            "PROMPT_COMMAND",
            "PS1",
            "PWD",
            "SINGULARITY_BIND",
            "SINGULARITY_CONTAINER",
            "SINGULARITY_ENVIRONMENT",
            "SINGULARITY_NAME",
            "SINGULARITY_NO_EVAL");

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
        return VARIABLES;
    }
}
