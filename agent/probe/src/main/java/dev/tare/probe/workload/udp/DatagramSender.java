package dev.tare.probe.workload.udp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.FireTimes;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Link;

/** Sends datagrams as fast as the kernel takes them, or at a rate. */
final class DatagramSender implements DatagramLane {

    private final Link link;
    private final Outflow outflow;
    private final long bitsPerSecond;

    /** {@code bitsPerSecond} of payload; zero for no limit. */
    DatagramSender(Link link, Outflow outflow, long bitsPerSecond) {
        this.link = link;
        this.outflow = outflow;
        this.bitsPerSecond = bitsPerSecond;
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.lead(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        long until = window.endNanos() + TAIL_NANOS;
        long last;
        if (bitsPerSecond == 0) {
            last = outflow.flood(first, until, window, stop);
        } else {
            FireTimes times = Rate.ofBits(window.startNanos(), outflow.datagramBytes(), bitsPerSecond);
            last = outflow.paced(times, Outflow.Wait.ASLEEP, first, until, window, stop);
        }
        link.finish(outflow.address(), window, stop);
        return link.tally().totals(first, last);
    }

    @Override
    public Datagrams datagrams() {
        return outflow.datagrams();
    }
}
