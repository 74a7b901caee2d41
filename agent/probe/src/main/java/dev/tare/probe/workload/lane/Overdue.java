package dev.tare.probe.workload.lane;

import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;

/** Set when a workload was woken because it did not end by itself. */
public final class Overdue {

    private volatile boolean set;

    public void set() {
        set = true;
    }

    public void check(String connection) throws ProbeFailure {
        if (set) {
            throw new ProbeFailure(
                    FailureCode.PEER_STALLED,
                    "after the window the peer of " + connection + " neither took what was sent nor ended the stream");
        }
    }
}
