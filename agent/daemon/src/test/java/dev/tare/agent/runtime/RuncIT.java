package dev.tare.agent.runtime;

final class RuncIT extends RuntimeConformance {

    @Override
    String name() {
        return "runc";
    }

    @Override
    String network() {
        return "host";
    }
}
