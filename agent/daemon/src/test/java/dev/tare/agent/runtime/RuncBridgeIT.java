package dev.tare.agent.runtime;

final class RuncBridgeIT extends RuntimeConformance {

    @Override
    String name() {
        return "runc";
    }

    @Override
    String network() {
        return "bridge";
    }
}
