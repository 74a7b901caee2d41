package dev.tare.agent.runtime;

final class DockerBridgeIT extends DaemonBridgeConformance {

    @Override
    String name() {
        return "docker";
    }
}
