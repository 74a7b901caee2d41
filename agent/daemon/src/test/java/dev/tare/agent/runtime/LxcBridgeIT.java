package dev.tare.agent.runtime;

final class LxcBridgeIT extends NetworkConformance {

    @Override
    String name() {
        return "lxc";
    }

    @Override
    String network() {
        return "bridge";
    }
}
