package dev.tare.probe.workload.udp;

import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.FireTimes;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Link;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * Sends numbered datagrams as fast as the kernel takes them, or at a rate. Between two of a rate it sleeps and does not
 * spin, so that its CPU time stays what sending costs; waking up takes some 60 µs, after which it sends all that are due.
 */
final class DatagramSender implements DatagramLane {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Link link;
    private final UdpSocket socket;
    private final NativeMemory memory;
    private final ByteBuffer bytes;
    private final long bitsPerSecond;
    private final Faults faults;
    private final DatagramTally tally = new DatagramTally();
    private long number;
    private long looked;

    /** {@code bitsPerSecond} of payload; zero for no limit. */
    DatagramSender(Link link, UdpSocket socket, int datagramBytes, long bitsPerSecond) {
        this.link = link;
        this.socket = socket;
        this.memory = new NativeMemory(datagramBytes);
        this.bytes = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
        this.bitsPerSecond = bitsPerSecond;
        this.faults = new Faults(link);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        long first = link.clock().nanos();
        looked = first;
        long last = bitsPerSecond == 0
                ? sendUntil(window.endNanos() + TAIL_NANOS, window, stop, first)
                : sendAtRate(window.endNanos() + TAIL_NANOS, window, stop, first);
        link.finish(memory.address(), window, stop);
        return link.tally().totals(first, last);
    }

    private long sendUntil(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        long now = first;
        boolean over = false;
        while (!over && now - untilNanos < 0) {
            over = send(now, window, stop);
            now = link.clock().nanos();
        }
        return now;
    }

    private long sendAtRate(long untilNanos, Window window, Stop stop, long first) throws ProbeFailure {
        FireTimes times = Rate.ofBits(window.startNanos(), memory.size(), bitsPerSecond);
        long now = first;
        long due = times.next();
        while (due - untilNanos < 0 && now - untilNanos < 0) {
            if (due - now > 0) {
                stop.roughlyUntil(due);
                now = link.clock().nanos();
            }
            if (send(now, window, stop)) {
                break;
            }
            due = times.next();
            now = link.clock().nanos();
        }
        return now;
    }

    /** True when the traffic is over. */
    private boolean send(long now, Window window, Stop stop) throws ProbeFailure {
        bytes.putLong(0, number);
        bytes.putLong(Long.BYTES, now);
        long sent = socket.send(memory.address(), memory.size());
        if (sent < 0) {
            return faults.endsTraffic(sent, window, stop, "sending datagrams of " + memory.size() + " bytes");
        }
        number++;
        link.tally().sent(sent);
        tally.sent();
        if (now - looked > LOOK_NANOS) {
            looked = now;
            faults.none();
            return faults.peerEnded(window, stop, "sending");
        }
        return stop.requested();
    }

    @Override
    public Datagrams datagrams() {
        return tally.sentOnly();
    }
}
