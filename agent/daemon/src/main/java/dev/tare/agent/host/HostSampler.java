package dev.tare.agent.host;

import dev.tare.agent.runtime.Accounting;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples the host on a thread of its own. The k-th sample is due k intervals after the first, so the schedule does not
 * drift; a sample that comes late makes its interval longer and the missed ones are left out.
 */
public final class HostSampler {

    private static final Logger LOG = LoggerFactory.getLogger(HostSampler.class);

    private final HostMeter meter;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    private HostSampler(HostMeter meter) {
        this.meter = meter;
    }

    /**
     * Opens the counters; nothing is sampled yet.
     *
     * @param cpus those the trial may run on
     * @param interfaces devices of the host's namespace to count
     */
    public static HostSampler open(HostRoot root, Set<Integer> cpus, Set<String> interfaces, Accounting accounting)
            throws IOException {
        return new HostSampler(new HostMeter(root, cpus, interfaces, accounting));
    }

    /** Begins at {@code startNanos} of the monotonic clock, or now when that is past. {@code sink} must not wait. */
    public void start(long startNanos, long intervalNanos, Consumer<HostSample> sink) {
        thread = Thread.ofPlatform()
                .name("tare-host-sampler")
                .daemon()
                .start(() -> run(startNanos, intervalNanos, sink));
    }

    /** Returns when the last sample, up to now, is with the sink. */
    public void stop() throws InterruptedException {
        stopped = true;
        Thread running = thread;
        if (running == null) {
            close();
        } else {
            LockSupport.unpark(running);
            running.join();
        }
    }

    private void run(long startNanos, long intervalNanos, Consumer<HostSample> sink) {
        try {
            sleepUntil(startNanos);
            HostReading before = meter.read();
            long due = startNanos;
            do {
                due = nextDue(due, intervalNanos, System.nanoTime());
                sleepUntil(due);
                HostReading now = meter.read();
                sink.accept(now.since(before));
                before = now;
            } while (!stopped);
        } catch (IOException | RuntimeException e) {
            LOG.error("the host sampler ends early", e);
        } finally {
            close();
        }
    }

    /** The first instant after {@code now} that is a whole number of intervals after {@code due}. */
    static long nextDue(long due, long intervalNanos, long now) {
        long late = Math.max(0, now - due);
        return due + (late / intervalNanos + 1) * intervalNanos;
    }

    private void sleepUntil(long instantNanos) {
        long left = instantNanos - System.nanoTime();
        while (left > 0 && !stopped) {
            LockSupport.parkNanos(this, left);
            left = instantNanos - System.nanoTime();
        }
    }

    private void close() {
        try {
            meter.close();
        } catch (IOException e) {
            LOG.warn("cannot close the host's counters", e);
        }
    }
}
