package dev.tare.agent.runtime;

final class NativeIT extends RuntimeConformance {

    @Override
    String name() {
        return "native";
    }

    @Override
    String network() {
        return "host";
    }
}
