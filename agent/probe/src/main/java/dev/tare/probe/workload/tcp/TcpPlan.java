package dev.tare.probe.workload.tcp;

import dev.tare.common.histogram.LatencyHistogram;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.setup.WorkloadOptions;
import dev.tare.probe.socket.SocketSpec;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What a TCP workload does on one side.
 *
 * @param latencies where this side records transactions; empty where it has none
 * @param lane the traffic to run on each connection
 */
record TcpPlan(SocketSpec sockets, Optional<SingleWriterRecorder> latencies, Function<Link, Lane> lane) {

    static TcpPlan stream(TrialSetup setup) {
        WorkloadOptions options = setup.options();
        int blockBytes = options.number("block");
        boolean sends = setup.client() == options.text("direction").equals("upload");
        return new TcpPlan(
                SocketSpec.of(setup, options.number("streams"), false),
                Optional.empty(),
                link -> sends ? new StreamSender(link, blockBytes) : new StreamReceiver(link, blockBytes));
    }

    static TcpPlan requestResponse(TrialSetup setup) {
        int request = setup.options().number("request");
        int response = setup.options().number("response");
        SocketSpec sockets = SocketSpec.of(setup, 1, true);
        if (!setup.client()) {
            return new TcpPlan(sockets, Optional.empty(), link -> new Responses(link, request, response));
        }
        SingleWriterRecorder latencies = new SingleWriterRecorder(
                LatencyHistogram.LOWEST_NANOS, LatencyHistogram.HIGHEST_NANOS, LatencyHistogram.SIGNIFICANT_DIGITS);
        return new TcpPlan(sockets, Optional.of(latencies), link -> new Requests(link, request, response, latencies));
    }
}
