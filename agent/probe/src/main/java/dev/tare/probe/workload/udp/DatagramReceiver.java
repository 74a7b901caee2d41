package dev.tare.probe.workload.udp;

import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Link;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads datagrams until the sender has ended and nothing came for a while. */
final class DatagramReceiver implements DatagramLane {

    /** What is still under way when the sender ends takes no longer. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Link link;
    private final UdpSocket socket;
    private final int datagramBytes;
    private final NativeMemory memory;
    private final ByteBuffer bytes;
    private final Faults faults;
    private final Arrivals arrivals = new Arrivals();
    /** Null where nobody asks for them. */
    private final @Nullable BurstCounts bursts;

    DatagramReceiver(Link link, UdpSocket socket, int datagramBytes) {
        this(link, socket, datagramBytes, null);
    }

    /** Of a search, whose sender asks for {@code bursts}. */
    DatagramReceiver(Link link, UdpSocket socket, int datagramBytes, @Nullable BurstCounts bursts) {
        this.link = link;
        this.socket = socket;
        this.datagramBytes = datagramBytes;
        this.bursts = bursts;
        this.memory = new NativeMemory(datagramBytes + 1);
        this.bytes = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
        this.faults = new Faults(link);
        socket.receiveTimeout(SILENCE_NANOS);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        if (!link.begin(window, stop)) {
            return Totals.NOTHING;
        }
        long first = 0;
        long last = 0;
        while (!stop.requested()) {
            long received = socket.receive(memory.address(), datagramBytes + 1L);
            if (received == datagramBytes) {
                long now = link.clock().nanos();
                long number = bytes.getLong(0);
                if (arrivals.take(number, bytes.getLong(Long.BYTES), now)) {
                    link.tally().received(received);
                    first = first == 0 ? now : first;
                    last = now;
                    if (bursts != null) {
                        bursts.took(number, now);
                    }
                }
            } else if (received > 0) {
                faults.none(); // somebody else's words: neither counted nor minded
            } else if (faults.endsTraffic(received, window, stop, "waiting for datagrams")) {
                break;
            } else if (bursts != null) {
                bursts.answerIfAsked();
            }
        }
        link.socket().shutdownOutput();
        return link.tally().totals(first, last);
    }

    @Override
    public Datagrams datagrams() {
        return arrivals.counts();
    }
}
