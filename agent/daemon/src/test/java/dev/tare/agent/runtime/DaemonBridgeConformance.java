package dev.tare.agent.runtime;

/** A device that is handed over to a daemon's container. */
abstract class DaemonBridgeConformance extends NetworkConformance {

    @Override
    final boolean asksADaemon() {
        return true;
    }

    @Override
    final String network() {
        return "bridge";
    }
}
