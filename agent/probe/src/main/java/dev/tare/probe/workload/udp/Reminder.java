package dev.tare.probe.workload.udp;

import dev.tare.common.linux.Errno;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.UdpSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request again, on a thread of its own, when its response does not come in time, and as often as it takes. So whoever waits for
 * the response needs no limit to that: the kernel would set a timer for it and take it away at every response.
 *
 * <p>The thread sleeps for as long as a response may take. It may repeat a request that was answered this moment; the second answer comes
 * too late then, as if the first had. Where it is sent after the next one, a kernel's stamp of its leaving may be taken for that one's.
 */
final class Reminder implements AutoCloseable {

    private static final long NOTHING = Long.MIN_VALUE;

    /** That many failures of the kernel's in a row are no passing trouble. */
    private static final int MOST_IN_A_ROW = 20;

    private final NanoClock clock;
    private final UdpSocket socket;
    private final Numbered request;
    private final Stamps stamps;
    private final long timeoutNanos;
    private final Stop ended;

    /** Of the request under way. */
    private final AtomicLong number = new AtomicLong();
    /** When it was sent first; {@link #NOTHING} while none is under way. */
    private final AtomicLong askedNanos = new AtomicLong(NOTHING);

    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private int failuresInARow;
    /** An error number; zero where there is none. */
    private volatile int refusal;

    private long triedTaken;
    private long sentTaken;
    private @Nullable Thread thread;

    /** @param request of its own: nobody else may write to it */
    Reminder(NanoClock clock, UdpSocket socket, Numbered request, Stamps stamps, long timeoutNanos) {
        this.clock = clock;
        this.socket = socket;
        this.request = request;
        this.stamps = stamps;
        this.timeoutNanos = timeoutNanos;
        this.ended = new Stop(clock);
    }

    /** After {@code untilNanos} no request is repeated: when it is late then, the wait for its response ends. */
    void begin(long untilNanos) {
        thread = Thread.ofPlatform().daemon().name("reminder").start(() -> remind(untilNanos));
    }

    /** By who asks, as all that follows: this request leaves now. */
    void asks(long transaction, long nowNanos) {
        number.setRelease(transaction);
        askedNanos.setRelease(nowNanos);
    }

    void answered() {
        askedNanos.setRelease(NOTHING);
    }

    /** How often a response did not come in time. From any thread. */
    long tried() {
        return tried.getAcquire();
    }

    /** How many requests were sent once more. From any thread. */
    long sent() {
        return sent.getAcquire();
    }

    /** Failing where the kernel did not let a request out again and again; the wait was ended for that. */
    void check(String connection) throws ProbeFailure {
        if (refusal != 0) {
            throw new ProbeFailure(
                    FailureCode.INTERNAL, "sending once more on " + connection + ": " + Errno.describe(refusal));
        }
    }

    /** How often since the last call a response did not come in time. */
    long takeTried() {
        long now = tried.getAcquire();
        long more = now - triedTaken;
        triedTaken = now;
        return more;
    }

    /** How many requests since the last call were sent once more. */
    long takeSent() {
        long now = sent.getAcquire();
        long more = now - sentTaken;
        sentTaken = now;
        return more;
    }

    private void remind(long untilNanos) {
        long lastNanos = clock.nanos();
        while (ended.until(lastNanos + timeoutNanos)) {
            long asked = askedNanos.getAcquire();
            long now = clock.nanos();
            if (asked == NOTHING) {
                lastNanos = now;
            } else if (asked - lastNanos > 0) {
                lastNanos = asked;
            } else if (now - untilNanos >= 0) {
                socket.wake();
                return;
            } else {
                repeat(asked);
                lastNanos = now;
            }
        }
    }

    private void repeat(long asked) {
        long transaction = number.getAcquire();
        if (askedNanos.getAcquire() != asked) {
            return;
        }
        DatagramTally.add(tried, 1);
        request.number(transaction);
        stamps.marks(request);
        long result = socket.sendBeside(request.address(), request.bytes());
        if (result >= 0) {
            DatagramTally.add(sent, 1);
            failuresInARow = 0;
        } else if (result != -Errno.EAGAIN && ++failuresInARow == MOST_IN_A_ROW) {
            refusal = (int) -result;
            socket.wake();
        }
    }

    /** When it has returned, nothing is sent any more. */
    @Override
    public void close() {
        ended.request();
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the traffic", e);
        }
    }
}
