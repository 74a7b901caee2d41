package dev.tare.probe.workload.tls;

import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.Patience;
import dev.tare.probe.socket.TlsConnection;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import java.util.Optional;

/** Reads and opens records until the sender ends the stream. */
final class TlsReceiver implements Lane {

    private final TlsEnd end;
    private final Link link;
    private final NativeMemory block;

    TlsReceiver(TlsEnd end, int blockBytes) {
        this.end = end;
        this.link = end.link();
        this.block = new NativeMemory(blockBytes);
    }

    @Override
    public void prepare(Patience patience) throws ProbeFailure, Stopped {
        end.open(patience);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        TlsConnection connection = end.connection();
        long received = connection.receive(block.address(), block.size());
        long first = link.clock().nanos();
        long last = first;
        while (received > 0 && !stop.requested()) {
            link.tally().received(received);
            last = link.clock().nanos();
            received = connection.receive(block.address(), block.size());
        }
        if (received <= 0) {
            link.checkEnd(received, window, stop, "receiving");
        }
        link.socket().shutdownOutput();
        return link.tally().totals(first, last);
    }

    @Override
    public Optional<String> tls() {
        return end.agreed();
    }

    @Override
    public void close() {
        end.close();
    }
}
