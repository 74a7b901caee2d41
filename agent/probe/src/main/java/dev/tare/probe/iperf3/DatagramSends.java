package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.pace.FireTimes;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Datagrams;
import java.util.Optional;
import java.util.OptionalLong;

/** Sends numbered datagrams as fast as the kernel takes them, or at a rate. */
final class DatagramSends extends DatagramFlow {

    private final long bitsPerSecond;

    DatagramSends(UdpSocket socket, TestParameters parameters, NanoClock clock) {
        super(socket, parameters, clock);
        this.bitsPerSecond = parameters.bitsPerSecond();
    }

    @Override
    boolean sends() {
        return true;
    }

    @Override
    long move(Stop ended) {
        long first = clock().nanos();
        FireTimes times = bitsPerSecond == 0 ? null : Rate.ofBits(first, blockBytes(), bitsPerSecond);
        long now = first;
        long number = 1;
        long result = TOLD;
        boolean over = false;
        while (!over && !ended.requested()) {
            if (times != null) {
                long due = times.next();
                if (due - now > 0 && !ended.roughlyUntil(due)) {
                    break;
                }
            }
            head().write(clock().nanos(), number);
            result = socket().send(address(), blockBytes());
            if (result > 0) {
                number++;
                tally().sent(result);
            }
            over = isEnd(result, ended);
            now = clock().nanos();
        }
        moved(first, now);
        return over ? result : TOLD;
    }

    private long packets(long sentBytes) {
        return sentBytes / blockBytes();
    }

    @Override
    Count count() {
        long sentBytes = counts().sentBytes(); // once: it grows meanwhile
        return new Count(sentBytes, -1, 0, 0, packets(sentBytes));
    }

    @Override
    Optional<Datagrams> datagrams() {
        OptionalLong untold = OptionalLong.empty();
        return Optional.of(
                new Datagrams(packets(counts().sentBytes()), untold, untold, untold, untold, untold, untold, untold));
    }
}
