package dev.tare.probe.workload.http;

import dev.tare.common.frame.Printable;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;

/** What was said instead of HTTP as both sides speak it, as the end of a trial. */
final class Garbage {

    private Garbage() {}

    /** {@code who} with a verb, before the first {@code length} bytes of what came. */
    static ProbeFailure of(String who, NativeMemory came, int length) {
        return new ProbeFailure(FailureCode.PEER_GARBAGE, who + " '" + Printable.of(came.copy(length)) + "'");
    }
}
