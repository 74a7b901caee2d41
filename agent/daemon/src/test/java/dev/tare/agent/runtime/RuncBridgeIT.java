package dev.tare.agent.runtime;

final class RuncBridgeIT extends NetworkConformance {

    @Override
    String name() {
        return "runc";
    }

    @Override
    String network() {
        return "bridge";
    }
}
