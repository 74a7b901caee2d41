package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.udp.Arrivals;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads datagrams and what their numbers tell. */
final class DatagramReads extends DatagramFlow {

    /** So that who waits sees that it shall not. */
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Arrivals arrivals = new Arrivals();

    DatagramReads(UdpSocket socket, TestParameters parameters, NanoClock clock) {
        super(socket, parameters, clock);
        socket.receiveTimeout(WAIT_NANOS);
    }

    @Override
    boolean sends() {
        return false;
    }

    @Override
    long move(Stop ended) {
        long first = 0;
        long last = 0;
        long received = TOLD;
        boolean over = false;
        while (!over && !ended.requested()) {
            received = socket().receive(address(), blockBytes() + 1L);
            if (received == blockBytes()) {
                long now = clock().nanos();
                // counted from zero there
                if (arrivals.take(head().number() - 1, head().nanos(), now)) {
                    tally().received(received);
                    first = first == 0 ? now : first;
                    last = now;
                }
            } else {
                over = isEnd(received, ended);
            }
        }
        moved(first, last);
        return over ? received : TOLD;
    }

    @Override
    Count count() {
        Datagrams counts = arrivals.counts();
        long expected = counts.expected().orElse(0);
        return new Count(
                counts().receivedBytes(),
                -1,
                counts.jitterNanos().orElse(0) / 1e9,
                Math.max(0, expected - counts.received().orElse(0)),
                expected);
    }

    @Override
    Optional<Datagrams> datagrams() {
        return Optional.of(arrivals.counts());
    }
}
