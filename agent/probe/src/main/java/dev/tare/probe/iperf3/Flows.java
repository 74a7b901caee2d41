package dev.tare.probe.iperf3;

import dev.tare.common.linux.Errno;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.workload.Totals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All streams of a test on this side, and what of them counts. */
final class Flows implements AutoCloseable {

    /** A sender that is in a call when it is told to end comes out of it soon, or the peer reads no more. */
    private static final long LAST_WRITE_MILLIS = 200;

    private final NanoClock clock;
    private final Stop sendingEnded;
    private final Stop readingEnded;
    private final List<Flow> all = new ArrayList<>();
    private final Map<Flow, Thread> threads = new LinkedHashMap<>();
    private final AtomicReference<@Nullable String> broken = new AtomicReference<>();
    private List<Count> omitted = List.of();
    private CpuShare.Reading cpuBefore;
    private long begunNanos;
    private long countedFromNanos;

    Flows(NanoClock clock) {
        this.clock = clock;
        this.sendingEnded = new Stop(clock);
        this.readingEnded = new Stop(clock);
        this.cpuBefore = CpuShare.Reading.now(clock.nanos());
    }

    /** In the order in which they are opened. Before the start. */
    synchronized void add(Flow flow) {
        all.add(flow);
    }

    synchronized List<Flow> list() {
        return List.copyOf(all);
    }

    /** Who reads is ready before anything comes: the first datagrams do not wait for a reader. */
    void listen() {
        list().stream().filter(flow -> !flow.sends()).forEach(this::launch);
    }

    /** Who sends begins, and all counts. */
    void start() {
        List<Flow> flows = list();
        begunNanos = clock.nanos();
        cpuBefore = CpuShare.Reading.now(begunNanos);
        countedFromNanos = begunNanos;
        omitted = Collections.nCopies(flows.size(), Count.NOTHING);
        flows.stream().filter(Flow::sends).forEach(this::launch);
    }

    private void launch(Flow flow) {
        threads.put(
                flow,
                Thread.ofPlatform().daemon().name("stream-" + threads.size()).start(() -> move(flow)));
    }

    private void move(Flow flow) {
        long result = flow.move(flow.sends() ? sendingEnded : readingEnded);
        if (result != Flow.TOLD) {
            broken.compareAndSet(
                    null,
                    result == 0 ? "the peer ended a stream" : "a stream broke off: " + Errno.describe((int) -result));
        }
    }

    /** Why a stream ended by itself. */
    Optional<String> broken() {
        return Optional.ofNullable(broken.get());
    }

    /** What was counted before is omitted. */
    void countNow(long nowNanos) {
        omitted = list().stream().map(Flow::count).toList();
        cpuBefore = CpuShare.Reading.now(nowNanos);
        countedFromNanos = nowNanos;
    }

    /** What was sent or received so far, by all. */
    long movedBytes() {
        return list().stream()
                .mapToLong(flow -> flow.counts().receivedBytes() + flow.counts().sentBytes())
                .sum();
    }

    /** Nothing more is sent, but for what is just being written. */
    void endSending() {
        sendingEnded.request();
        long untilNanos = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(LAST_WRITE_MILLIS);
        threads.forEach((flow, thread) -> {
            long left = TimeUnit.NANOSECONDS.toMillis(untilNanos - clock.nanos());
            if (flow.sends() && left > 0) {
                join(thread, left);
            }
        });
    }

    /** What counts. */
    TestResults results() {
        long nowNanos = clock.nanos();
        double seconds = (nowNanos - countedFromNanos) / 1e9;
        List<Flow> flows = list();
        List<StreamResult> streams = IntStream.range(0, flows.size())
                .mapToObj(i -> flows.get(i).count().since(omitted.get(i), TestParameters.id(i), seconds))
                .toList();
        String congestion = flows.stream()
                .flatMap(flow -> flow.congestion().stream())
                .findFirst()
                .orElse("");
        return new TestResults(cpuBefore.until(CpuShare.Reading.now(nowNanos)), congestion, streams);
    }

    /** As the protocol tells whether retransmits are known. */
    int knowsRetransmits() {
        List<Flow> senders = list().stream().filter(Flow::sends).toList();
        if (senders.isEmpty()) {
            return -1;
        }
        return senders.stream().allMatch(flow -> flow.count().retransmits() >= 0) ? 1 : 0;
    }

    /** Of all that was moved, what is omitted included. When all is over. */
    Totals totals() {
        return list().stream().map(flow -> flow.totals(begunNanos)).reduce(Totals.NOTHING, Totals::plus);
    }

    /** Gets everything out of the call it waits in. From any thread. */
    void wake() {
        sendingEnded.request();
        readingEnded.request();
        list().forEach(Flow::wake);
    }

    /** Ends all traffic. */
    void end() {
        wake();
        threads.values().forEach(thread -> join(thread, 0));
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    @Override
    public void close() {
        end();
        list().forEach(Flow::close);
    }
}
