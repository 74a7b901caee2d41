package dev.tare.probe.workload.tcp;

import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.socket.Duplex;
import dev.tare.probe.socket.Reception;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import org.jspecify.annotations.Nullable;

/** One port, at which every link's lane takes connections: as many at a time as there are links. */
public final class Door implements TcpPlan.LaneMaker {

    private final TrialSetup setup;
    private final SocketSpec sockets;
    private final ServiceMaker services;
    private @Nullable Reception reception;

    /** Makes what answers on the connections that a link's lane takes, one after the other. */
    public interface ServiceMaker {
        Service make(Link link, Duplex connection);
    }

    public Door(TrialSetup setup, SocketSpec sockets, ServiceMaker services) {
        this.setup = setup;
        this.sockets = sockets;
        this.services = services;
    }

    @Override
    public Lane make(Link link) throws ProbeFailure {
        Reception opened = reception;
        Reception place = opened == null ? Reception.of(setup, sockets, link.socket()) : opened.beside();
        reception = place;
        return new Accepts(link, place, services.make(link, place));
    }
}
