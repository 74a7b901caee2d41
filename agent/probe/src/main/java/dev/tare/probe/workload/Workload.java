package dev.tare.probe.workload;

import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One side of one kind of traffic. {@link #open}, {@link #run} and {@link #close} are called once, in this order; the rest
 * by another thread while it runs.
 */
public interface Workload {

    /** For connections to end, also where the other side's process stood still at that moment. */
    long ENDING_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** The same where an engine is a foreign one: a tool may be late by what connecting takes, and then tells its results. */
    long FOREIGN_ENDING_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Makes buffers and connections; nothing of the workload is sent yet. */
    Opened open(Stop stop) throws ProbeFailure, Stopped;

    /**
     * Moves traffic: a side that begins does so at the window's start and goes on for a tail after its end, so that the
     * other side's window is full; then both read until the other has ended. Returns early when asked to stop. Empty
     * where it does not count by itself.
     */
    Optional<Totals> run(Window window, Stop stop) throws ProbeFailure, Stopped;

    /** How long after the window it may take to end. */
    default long endingNanos() {
        return ENDING_NANOS;
    }

    /** Counts so far; empty where it does not count by itself. Quick: the reading is taken between two readings of the clock. */
    Optional<Counts> counts();

    /** Latencies since the last call; empty for a workload without transactions on this side, or where they are only counted. */
    Optional<Histogram> takeLatencies(@Nullable Histogram recycled);

    /** Transactions so far, where this side notes them without their latencies. Quick, as {@link #counts}. */
    default OptionalLong transactions() {
        return OptionalLong.empty();
    }

    /** Datagrams so far; empty for a workload without. Quick, as {@link #counts}. */
    default Optional<Datagrams> datagrams() {
        return Optional.empty();
    }

    /** Transit times since the last call; empty for a workload without stamps of both sides. */
    default Optional<OneWay> takeOneWay() {
        return Optional.empty();
    }

    /** By the kernel's stamps, since the last call; empty for a workload without. */
    default Optional<DeviceLatency> takeDeviceLatency() {
        return Optional.empty();
    }

    /** What a search offered, in its order, after {@link #run}; empty for other workloads, and on the side that receives. */
    default List<TriedBurst> bursts() {
        return List.of();
    }

    /** State of every connection. */
    List<TcpInfo> tcpInfos();

    /** As {@link #wake}, because it went on for too long after the window: then {@link #run} fails. */
    void giveUp();

    /** Gets every thread out of the call it waits in. The connections are of no use after that. */
    void wake();

    void close();
}
