package dev.tare.probe.workload.tcp;

import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.setup.WorkloadOptions;
import dev.tare.probe.socket.Dialer;
import dev.tare.probe.socket.Reception;
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Latencies;
import dev.tare.probe.workload.lane.Link;
import java.util.Optional;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What a TCP workload does on one side.
 *
 * @param latencies where this side records transactions; empty where it has none
 * @param carries false where the opened connections carry no traffic, so that their state tells nothing of it
 * @param lane the traffic to run on each connection
 */
record TcpPlan(SocketSpec sockets, Optional<SingleWriterRecorder> latencies, boolean carries, LaneMaker lane) {

    /** No stack cuts less than this into two segments (RFC 9293's least). */
    private static final int SURE_SEGMENT_BYTES = 536;

    /** Makes a connection's traffic. */
    interface LaneMaker {
        Lane make(Link link) throws ProbeFailure;
    }

    static TcpPlan stream(TrialSetup setup, boolean clientSends) {
        WorkloadOptions options = setup.options();
        int blockBytes = options.number("block");
        boolean sends = setup.client() == clientSends;
        return new TcpPlan(
                SocketSpec.of(setup, options.number("streams"), false),
                Optional.empty(),
                true,
                link -> sends ? new StreamSender(link, blockBytes) : new StreamReceiver(link, blockBytes));
    }

    static TcpPlan requestResponse(TrialSetup setup) {
        int request = setup.options().number("request");
        int response = setup.options().number("response");
        SocketSpec sockets = SocketSpec.of(setup, 1, true);
        if (!setup.client()) {
            return new TcpPlan(sockets, Optional.empty(), true, link -> new Responses(link, request, response));
        }
        SingleWriterRecorder latencies = Latencies.recorder();
        return new TcpPlan(
                sockets,
                Optional.of(latencies),
                true,
                link -> new Requests(link, request, response, Rate.of(setup), latencies));
    }

    /** The one connection that is opened before only says when all is over. */
    static TcpPlan connectRequestResponse(TrialSetup setup) {
        int request = setup.options().number("request");
        int response = setup.options().number("response");
        boolean reset = setup.options().text("close").equals("reset");
        SocketSpec sockets = SocketSpec.of(setup, 1, true);
        if (!setup.client()) {
            return new TcpPlan(
                    sockets,
                    Optional.empty(),
                    false,
                    link -> new Accepts(link, reception(setup, sockets, link), reset, request, response));
        }
        SingleWriterRecorder latencies = Latencies.recorder();
        return new TcpPlan(
                sockets,
                Optional.of(latencies),
                false,
                link -> new Connects(link, dialer(setup, request), reset, request, response, latencies));
    }

    private static Reception reception(TrialSetup setup, SocketSpec sockets, Link link) throws ProbeFailure {
        try {
            return new Reception(
                    setup, sockets, link.socket().options().peerAddress().getAddress());
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.PEER_CLOSED, "right after it connected: " + e.getMessage());
        }
    }

    private static Dialer dialer(TrialSetup setup, int requestBytes) throws ProbeFailure {
        try {
            return new Dialer(setup, requestBytes > SURE_SEGMENT_BYTES);
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.CONNECT_FAILED, "preparing to connect: " + e.getMessage());
        }
    }
}
