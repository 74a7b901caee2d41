package dev.tare.agent.runtime;

final class PodmanBridgeIT extends DaemonBridgeConformance {

    @Override
    String name() {
        return "podman";
    }
}
