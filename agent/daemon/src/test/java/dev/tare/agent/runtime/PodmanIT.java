package dev.tare.agent.runtime;

final class PodmanIT extends ImageConformance {

    @Override
    String name() {
        return "podman";
    }

    @Override
    String network() {
        return "host";
    }
}
