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

/** Seals and writes blocks until the window and its tail are over. */
final class TlsSender implements Lane {

    private final TlsEnd end;
    private final Link link;
    private final NativeMemory block;
    private final NativeMemory answer = new NativeMemory(1);

    TlsSender(TlsEnd end, int blockBytes) {
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
        if (!link.lead(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        long last = send(window.endNanos() + TAIL_NANOS, window, stop, first);
        end.connection().farewell();
        link.finish(answer.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long send(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        TlsConnection connection = end.connection();
        long now = first;
        do {
            long sent = connection.send(block.address(), block.size());
            if (sent < 0) {
                link.checkEnd(sent, window, stop, "sending");
                return now;
            }
            link.tally().sent(sent);
            now = link.clock().nanos();
        } while (now - untilNanos < 0 && !stop.requested());
        return now;
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
