package dev.tare.agent.runtime;

final class ApptainerBridgeIT extends NetworkConformance {

    @Override
    String name() {
        return "apptainer";
    }

    @Override
    String network() {
        return "bridge";
    }
}
