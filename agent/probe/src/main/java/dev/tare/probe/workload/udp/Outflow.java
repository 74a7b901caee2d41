package dev.tare.probe.workload.udp;

import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.pace.FireTimes;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.lane.Link;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/** Datagrams of one size on their way to the peer, each with its number and the instant at which it left. For one thread. */
final class Outflow {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Link link;
    private final UdpSocket socket;
    private final NativeMemory memory;
    private final ByteBuffer bytes;
    private final Faults faults;
    private final DatagramTally tally = new DatagramTally();
    private long number;
    private long looked;
    private boolean over;

    Outflow(Link link, UdpSocket socket, int datagramBytes) {
        this.link = link;
        this.socket = socket;
        this.memory = new NativeMemory(datagramBytes);
        this.bytes = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
        this.faults = new Faults(link);
    }

    /** How a sender waits for the instant at which a datagram is due. */
    enum Wait {
        /** Asleep, so that its CPU time stays what sending costs; waking up takes some 60 µs, after which it sends all that are due. */
        ASLEEP,
        /** To about a microsecond, at the price of a CPU. */
        SPINNING
    }

    /** Of memory that may be read into between datagrams. */
    long address() {
        return memory.address();
    }

    int datagramBytes() {
        return memory.size();
    }

    /** Of the next datagram, counted from zero. */
    long number() {
        return number;
    }

    /** Whether the peer has ended, or this side shall. */
    boolean isOver() {
        return over;
    }

    /** As fast as the kernel takes them; gives the instant after the last. */
    long flood(long now, long untilNanos, Window window, Stop stop) throws ProbeFailure {
        long last = now;
        looked = now;
        while (!over && last - untilNanos < 0) {
            over = send(last, window, stop);
            last = link.clock().nanos();
        }
        return last;
    }

    /** At those instants, or late; gives the instant after the last. */
    long paced(FireTimes times, Wait wait, long now, long untilNanos, Window window, Stop stop) throws ProbeFailure {
        long last = now;
        looked = now;
        long due = times.next();
        while (!over && due - untilNanos < 0 && last - untilNanos < 0) {
            if (due - last > 0) {
                await(due, wait, stop);
                last = link.clock().nanos();
            }
            over = send(last, window, stop);
            due = times.next();
            last = link.clock().nanos();
        }
        return last;
    }

    private static void await(long due, Wait wait, Stop stop) {
        switch (wait) {
            case ASLEEP -> stop.roughlyUntil(due);
            case SPINNING -> stop.exactlyUntil(due);
        }
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

    /** So far. From any thread. */
    Datagrams datagrams() {
        return tally.sentOnly();
    }
}
