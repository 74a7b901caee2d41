package dev.tare.agent.runtime;

final class DockerIT extends ImageConformance {

    @Override
    String name() {
        return "docker";
    }

    @Override
    String network() {
        return "host";
    }
}
