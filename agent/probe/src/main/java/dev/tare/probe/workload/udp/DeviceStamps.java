package dev.tare.probe.workload.udp;

import dev.tare.common.linux.PacketStamps;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.DeviceLatency;
import dev.tare.probe.workload.lane.Latencies;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Splits each transaction's latency at this side's device: from when the kernel had handed the request to it until the response came
 * from there, and the rest. Only of transactions whose request was sent once: which of two was answered is not known.
 *
 * <p>A stamp of a send waits in a queue of its own. It is taken while the next request travels, so that nobody waits for that;
 * then the next one's stamp may be there, too. It belongs to the later request where it is later than the response. Both
 * stamps are of one wall clock, whose steps would show as nonsense and are left out as unstamped.
 */
final class DeviceStamps implements Stamps {

    private final UdpSocket socket;
    private final NanoClock clock;
    private final SingleWriterRecorder device = Latencies.recorder();
    private final SingleWriterRecorder above = Latencies.recorder();
    private final AtomicLong unstamped = new AtomicLong();
    private long unstampedTold;

    // of the transaction at hand
    private int sends;
    private long askedNanos;

    // of the one before, as long as it is not told
    private boolean answered;
    private boolean askedOnce;
    private long cameNanos;
    private long tookNanos;

    /** The first stamp of a send that is later than what was asked for last. */
    private long early = PacketStamps.NONE;

    DeviceStamps(UdpSocket socket, NanoClock clock) {
        this.socket = socket;
        this.clock = clock;
    }

    @Override
    public void asks() {
        if (sends++ == 0) {
            askedNanos = clock.nanos();
        }
    }

    @Override
    public void repeated() {
        sends++;
    }

    @Override
    public void answered(Numbered response, long nowNanos) {
        answered = true;
        askedOnce = sends == 1;
        cameNanos = socket.cameNanos();
        tookNanos = nowNanos - askedNanos;
        sends = 0;
    }

    @Override
    public void travels() {
        if (!answered) {
            return;
        }
        answered = false;
        long left = leftBefore(cameNanos);
        if (!askedOnce) {
            return;
        }
        long inDevice = cameNanos - left;
        if (left == PacketStamps.NONE || cameNanos == PacketStamps.NONE || inDevice > tookNanos) {
            unstamped.setRelease(unstamped.getPlain() + 1);
            return;
        }
        Latencies.record(device, inDevice);
        Latencies.record(above, tookNanos - inDevice);
    }

    /** The last send that is not later; {@link PacketStamps#NONE} where none is known. */
    private long leftBefore(long nanos) {
        long left = PacketStamps.NONE;
        long next = early == PacketStamps.NONE ? socket.nextLeftNanos() : early;
        while (next != PacketStamps.NONE && next <= nanos) {
            left = next;
            next = socket.nextLeftNanos();
        }
        early = next;
        return left;
    }

    @Override
    public Optional<DeviceLatency> takeDeviceLatency() {
        long now = unstamped.getAcquire();
        long since = now - unstampedTold;
        unstampedTold = now;
        return Optional.of(new DeviceLatency(device.getIntervalHistogram(), above.getIntervalHistogram(), since));
    }
}
