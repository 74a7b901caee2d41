package dev.tare.agent.runtime;

/** The same with a device that is handed over to the daemon's container. */
abstract class DaemonBridgeConformance extends DaemonConformance {

    @Override
    final String network() {
        return "bridge";
    }

    /** What a daemon loses it loses in any network, and the other suite carries sixteen times as much. */
    @Override
    final int greatDeal() {
        return 64;
    }
}
