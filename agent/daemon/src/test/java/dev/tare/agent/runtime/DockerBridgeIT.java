package dev.tare.agent.runtime;

final class DockerBridgeIT extends DaemonConformance {

    @Override
    String name() {
        return "docker";
    }

    @Override
    String network() {
        return "bridge";
    }
}
