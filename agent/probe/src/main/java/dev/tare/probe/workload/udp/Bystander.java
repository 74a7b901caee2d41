package dev.tare.probe.workload.udp;

import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;

/** Where the kernel answers: moves nothing itself, and ends when the client has ended. */
final class Bystander implements Lane {

    private final Link link;
    private final NativeMemory said = new NativeMemory(1);

    Bystander(Link link) {
        this.link = link;
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        long result = link.socket().receive(said.address(), 1);
        if (result > 0) {
            throw new ProbeFailure(FailureCode.PEER_GARBAGE, "more than the workload on " + link.name());
        }
        link.checkEnd(result, window, stop, "waiting for the client's end");
        link.socket().shutdownOutput();
        return link.tally().totals(0, 0);
    }
}
