package dev.tare.probe.workload.udp;

import dev.tare.probe.workload.DeviceLatency;
import java.util.Optional;

/** What is noted of a transaction's two messages besides its latency, in them or beside them. */
interface Stamps {

    /** Nothing. */
    Stamps NONE = new Stamps() {};

    /** Right before a request leaves, be it once more: by the thread that sends it, which may be another than the client's. */
    default void marks(Numbered request) {}

    /** At the client, after {@link #marks}, of each request that it sends itself. */
    default void asks() {}

    /** At the client: the request under way, or the one before, was sent once more by another thread. */
    default void repeated() {}

    /** At the client, while a request travels. */
    default void travels() {}

    /** At the server, right after a request came. */
    default void came() {}

    /** At the server, right before the response leaves. */
    default void answers(Numbered request, Numbered response) {}

    /** At the client, after the response came at {@code nowNanos}. */
    default void answered(Numbered response, long nowNanos) {}

    /** By another thread: what the kernel's stamps tell since the last call; empty where there are none. */
    default Optional<DeviceLatency> takeDeviceLatency() {
        return Optional.empty();
    }
}
