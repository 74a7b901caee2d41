package dev.tare.agent.runtime;

final class PodmanBridgeIT extends DaemonConformance {

    @Override
    String name() {
        return "podman";
    }

    @Override
    String network() {
        return "bridge";
    }
}
