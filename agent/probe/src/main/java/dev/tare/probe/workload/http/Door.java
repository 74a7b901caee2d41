package dev.tare.probe.workload.http;

import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.socket.Reception;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.tcp.TcpPlan;
import org.jspecify.annotations.Nullable;

/** One port, at which every link's lane takes connections: as many at a time as there are links. */
final class Door implements TcpPlan.LaneMaker {

    private final TrialSetup setup;
    private final SocketSpec sockets;
    private final long bodyBytes;
    private @Nullable Reception reception;

    Door(TrialSetup setup, SocketSpec sockets, long bodyBytes) {
        this.setup = setup;
        this.sockets = sockets;
        this.bodyBytes = bodyBytes;
    }

    @Override
    public Lane make(int number, Link link) throws ProbeFailure {
        Reception opened = reception;
        Reception place = opened == null ? Reception.of(setup, sockets, link.socket()) : opened.beside();
        reception = place;
        return new Visits(link, place, bodyBytes);
    }
}
