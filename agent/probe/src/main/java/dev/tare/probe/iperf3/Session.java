package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side of one test at a time. One thread runs it; others look at its streams, and may halt it. */
abstract class Session {

    private final NanoClock clock;
    private final Stop halted;
    private volatile @Nullable Flows flows;

    Session(NanoClock clock) {
        this.clock = clock;
        this.halted = new Stop(clock);
    }

    NanoClock clock() {
        return clock;
    }

    Stop halted() {
        return halted;
    }

    void show(Flows running) throws Stopped {
        flows = running;
        checkHalted();
    }

    /** None before there is a test. */
    List<Flow> flows() {
        Flows running = flows;
        return running == null ? List.of() : running.list();
    }

    /** From any thread: what runs ends with {@link Stopped}, or because its streams are no more. */
    void halt() {
        halted.request();
        Flows running = flows;
        if (running != null) {
            running.wake();
        }
    }

    void checkHalted() throws Stopped {
        if (halted.requested()) {
            throw new Stopped();
        }
    }

    static ProbeFailure garbage(Refusal refusal) {
        return new ProbeFailure(FailureCode.PEER_GARBAGE, "what the iperf3 peer sent: " + refusal.getMessage());
    }
}
