package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.pace.FireTimes;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.TcpSocket;
import dev.tare.probe.workload.tcp.Outgoing;

/** Writes blocks, as fast as the connection takes them or at a rate. */
final class TcpSends extends TcpFlow {

    private final Outgoing block;
    private final int blockBytes;
    private final long bitsPerSecond;

    TcpSends(TcpSocket socket, TestParameters parameters, NanoClock clock) throws ProbeFailure {
        super(socket, clock);
        this.blockBytes = parameters.blockBytes();
        this.bitsPerSecond = parameters.bitsPerSecond();
        this.block = Outgoing.of(blockBytes, parameters.zerocopy());
    }

    @Override
    boolean sends() {
        return true;
    }

    @Override
    long move(Stop ended) {
        return bitsPerSecond == 0 ? send(ended) : sendAtRate(ended);
    }

    private long send(Stop ended) {
        long first = clock().nanos();
        long last = first;
        long sent = 1;
        while (sent > 0 && !ended.requested()) {
            sent = block.sendOn(socket());
            if (sent > 0) {
                tally().sent(sent);
                last = clock().nanos();
            }
        }
        moved(first, last);
        return sent > 0 ? TOLD : sent;
    }

    private long sendAtRate(Stop ended) {
        long first = clock().nanos();
        FireTimes times = Rate.ofBits(first, blockBytes, bitsPerSecond);
        long last = first;
        long sent = 1;
        while (sent > 0 && ended.roughlyUntil(times.next())) {
            sent = block.sendOn(socket());
            if (sent > 0) {
                tally().sent(sent);
                last = clock().nanos();
            }
        }
        moved(first, last);
        return sent > 0 ? TOLD : sent;
    }

    @Override
    synchronized void close() {
        super.close();
        block.close();
    }
}
