package dev.tare.controller.archive;

import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.Offset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A side's last word.
 *
 * @param completed true when the side ran to the end of the window
 * @param code stable word of what broke; empty when nothing did
 * @param stderrTail the end of the runtime's stderr: text of strangers
 * @param audited whether the host was compared before and after
 * @param leftBehind what the trial left on the host; empty is good
 * @param totalReceivedBytes of the whole connection, warm-up and tail included; null when the probe never finished
 * @param begunNanos when the probe had waited for the start, on its own clock; null where it did not come to that
 * @param counters of the path's devices after the last workload byte, by device name
 * @param probeClock as compared after the probe had finished: probe = agent + offset; null where it was not
 * @param probeExchanges all that was heard of a probe's clock that is not the agent's, on both; empty where it is
 * @param bursts of a search, told by the side that sent; empty otherwise
 */
public record DoneData(
        boolean completed,
        String code,
        String message,
        String remedy,
        List<StepData> steps,
        boolean audited,
        List<String> leftBehind,
        String stderrTail,
        @Nullable Long totalReceivedBytes,
        @Nullable Long totalSentBytes,
        @Nullable Long begunNanos,
        Map<String, DeviceData> counters,
        @Nullable Offset probeClock,
        int droppedIntervals,
        int droppedHostSamples,
        List<Exchange> probeExchanges,
        List<BurstData> bursts) {

    public DoneData {
        steps = List.copyOf(steps);
        leftBehind = List.copyOf(leftBehind);
        counters = Map.copyOf(counters);
        probeExchanges = List.copyOf(probeExchanges);
        bursts = List.copyOf(bursts);
    }
}
