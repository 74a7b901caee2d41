package dev.tare.agent.runtime;

final class ContainerdIT extends DaemonConformance {

    @Override
    String name() {
        return "containerd";
    }

    @Override
    String network() {
        return "host";
    }
}
