package dev.tare.probe.workload.udp;

import dev.tare.probe.setup.TrialSetup;

/** Bytes of a request and of its response. */
record Sizes(int requestBytes, int responseBytes) {

    static Sizes of(TrialSetup setup) {
        return new Sizes(setup.options().number("request"), setup.options().number("response"));
    }

    /** Of a transaction's number in both: as many of its eight as fit. */
    int numberBytes() {
        return Math.min(Long.BYTES, Math.min(requestBytes, responseBytes));
    }
}
