package dev.tare.probe.workload.udp;

import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.setup.WorkloadOptions;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.lane.Latencies;
import dev.tare.probe.workload.lane.Link;
import java.util.Optional;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What a UDP workload does on one side.
 *
 * @param latencies where this side records transactions; empty where it has none
 */
record UdpPlan(Optional<SingleWriterRecorder> latencies, LaneMaker lane) {

    /** Makes the traffic of a pair of sockets. */
    interface LaneMaker {
        DatagramLane make(Link link, UdpSocket socket);
    }

    static UdpPlan stream(TrialSetup setup) {
        WorkloadOptions options = setup.options();
        int size = options.number("size");
        long rate = options.longNumber("rate");
        boolean sends = setup.client() == options.text("direction").equals("upload");
        return new UdpPlan(
                Optional.empty(),
                (link, socket) -> sends
                        ? new DatagramSender(link, socket, size, rate)
                        : new DatagramReceiver(link, socket, size));
    }

    static UdpPlan requestResponse(TrialSetup setup) {
        Sizes sizes = Sizes.of(setup);
        if (!setup.client()) {
            return new UdpPlan(Optional.empty(), (link, socket) -> new Replies(link, socket, sizes));
        }
        SingleWriterRecorder latencies = Latencies.recorder();
        long timeoutNanos = setup.options().longNumber("timeout");
        return new UdpPlan(
                Optional.of(latencies),
                (link, socket) -> new Asks(link, socket, sizes, timeoutNanos, Rate.of(setup), latencies));
    }
}
