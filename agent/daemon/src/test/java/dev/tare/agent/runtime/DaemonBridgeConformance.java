package dev.tare.agent.runtime;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same with a device that is handed over to the daemon's container. */
abstract class DaemonBridgeConformance extends DaemonConformance {

    @Override
    final String network() {
        return "bridge";
    }

    /** What a daemon loses it loses in any network. */
    @Override
    @Test
    @Tag("soak")
    @Timeout(180)
    void carriesAGreatDealBothWaysExactly() throws Exception {
        carryAGreatDeal();
    }
}
