package dev.tare.probe.workload.udp;

import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.lane.Link;

/** Answers each request with its number, until the client has ended. */
final class Replies implements DatagramLane {

    private final Link link;
    private final UdpSocket socket;
    private final Numbered request;
    private final Numbered response;
    private final Faults faults;
    private final Stamps stamps;
    private final DatagramTally tally = new DatagramTally();

    Replies(Link link, UdpSocket socket, Sizes sizes, Stamps stamps) {
        this.link = link;
        this.socket = socket;
        this.request = new Numbered(sizes.requestBytes(), sizes.numberBytes());
        this.response = new Numbered(sizes.responseBytes(), sizes.numberBytes());
        this.stamps = stamps;
        this.faults = new Faults(link);
    }

    @Override
    public Totals run(Window window, Stop stop) throws ProbeFailure {
        // before the agreed instant: to start a thread takes a moment
        try (var _ = PeerWatch.begin(link, socket)) {
            return link.begin(window, stop) ? answerAll(window, stop) : Totals.NOTHING;
        }
    }

    private Totals answerAll(Window window, Stop stop) throws ProbeFailure {
        long first = 0;
        long last = 0;
        while (!stop.requested()) {
            long result = socket.receive(request.address(), request.roomBytes());
            if (result == request.bytes()) {
                stamps.came();
                link.tally().received(result);
                tally.received();
                response.numberOf(request);
                stamps.answers(request, response);
                result = socket.send(response.address(), response.bytes());
                if (result > 0) {
                    link.tally().sent(result);
                    tally.sent();
                    faults.none();
                    last = link.clock().nanos();
                    first = first == 0 ? last : first;
                }
            }
            if (result <= 0 && faults.endsTraffic(result, window, stop, "waiting for a request")) {
                break;
            }
        }
        link.socket().shutdownOutput();
        return link.tally().totals(first, last);
    }

    @Override
    public Datagrams datagrams() {
        return tally.answered();
    }
}
