package dev.tare.probe.workload.lane;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lanes side by side: the first on the calling thread, each other on one of its own. The first to fail ends all. */
public final class Lanes {

    private final List<Lane> lanes;
    private final Runnable wake;
    private final AtomicReference<@Nullable ProbeFailure> failure = new AtomicReference<>();
    private Totals totals = Totals.NOTHING;

    public Lanes(List<Lane> lanes, Runnable wake) {
        this.lanes = lanes;
        this.wake = wake;
    }

    public Totals run(Window window, Stop stop) throws ProbeFailure {
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            others.add(Thread.ofPlatform().daemon().name("lane-" + i).start(() -> runOne(lane, window, stop)));
        }
        runOne(lanes.getFirst(), window, stop);
        try {
            for (Thread other : others) {
                other.join();
            }
        } catch (InterruptedException e) {
            throw new ProbeFailure(FailureCode.INTERNAL, "interrupted while connections were busy");
        }
        ProbeFailure first = failure.get();
        if (first != null) {
            throw first;
        }
        return total();
    }

    private void runOne(Lane lane, Window window, Stop stop) {
        try {
            Totals own = lane.run(window, stop);
            add(own);
        } catch (ProbeFailure e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new ProbeFailure(FailureCode.INTERNAL, "a defect of the probe: " + e));
        }
    }

    private synchronized void add(Totals own) {
        totals = totals.plus(own);
    }

    private synchronized Totals total() {
        return totals;
    }

    private void fail(ProbeFailure e) {
        if (failure.compareAndSet(null, e)) {
            wake.run();
        }
    }
}
