package dev.tare.agent.runtime;

final class ContainerdBridgeIT extends DaemonBridgeConformance {

    @Override
    String name() {
        return "containerd";
    }
}
