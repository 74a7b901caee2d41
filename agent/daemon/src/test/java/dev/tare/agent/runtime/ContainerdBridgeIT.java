package dev.tare.agent.runtime;

final class ContainerdBridgeIT extends DaemonConformance {

    @Override
    String name() {
        return "containerd";
    }

    @Override
    String network() {
        return "bridge";
    }
}
