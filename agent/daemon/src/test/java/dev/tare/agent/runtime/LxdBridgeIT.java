package dev.tare.agent.runtime;

final class LxdBridgeIT extends DaemonBridgeConformance {

    @Override
    String name() {
        return "lxd";
    }
}
