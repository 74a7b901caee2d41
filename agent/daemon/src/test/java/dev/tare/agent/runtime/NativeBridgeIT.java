package dev.tare.agent.runtime;

final class NativeBridgeIT extends NetworkConformance {

    @Override
    String name() {
        return "native";
    }

    @Override
    String network() {
        return "bridge";
    }
}
