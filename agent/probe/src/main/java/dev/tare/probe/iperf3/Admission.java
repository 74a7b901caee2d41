package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.Place;
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.SocketOptions;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.socket.TcpDoor;
import dev.tare.probe.socket.TcpSocket;
import dev.tare.probe.socket.UdpDoor;
import dev.tare.probe.socket.UdpSocket;
import java.util.Optional;

/** Opens the server's end of a test's streams, and keeps others out. */
final class Admission {

    private final Place place;
    private final TcpDoor door;
    private final Control control;
    private final Cookie cookie;
    private final ServerSession session;

    Admission(Place place, TcpDoor door, Control control, Cookie cookie, ServerSession session) {
        this.place = place;
        this.door = door;
        this.control = control;
        this.cookie = cookie;
        this.session = session;
    }

    void admit(TestParameters parameters, Flows flows) throws ProbeFailure, Stopped {
        FlowMaker maker = new FlowMaker(parameters, false, session.clock());
        try {
            if (parameters.udp()) {
                admitDatagrams(parameters, maker, flows);
            } else {
                admitSegments(parameters, maker, flows);
            }
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.CONNECT_FAILED, "opening a stream on " + place + ": " + e.getMessage());
        }
    }

    /** Segments are agreed on with the first packet: whoever calls meanwhile has them of this size. */
    private void admitSegments(TestParameters parameters, FlowMaker maker, Flows flows)
            throws ProbeFailure, Stopped, SocketError {
        int bytes = parameters.limits().segmentBytes();
        if (bytes > 0) {
            door.options().segments(bytes);
        }
        try {
            admitConnections(parameters, maker, flows);
        } finally {
            if (bytes > 0) {
                door.options().segments(0);
            }
        }
    }

    /** Of a socket that only receives it changes nothing. */
    private static void pace(TestParameters parameters, SocketOptions options) throws SocketError {
        long bits = parameters.limits().pacedBitsPerSecond();
        if (bits > 0) {
            options.pace(Math.max(1, bits / Byte.SIZE));
        }
    }

    private void admitConnections(TestParameters parameters, FlowMaker maker, Flows flows)
            throws ProbeFailure, Stopped, SocketError {
        SocketSpec spec = new SocketSpec(
                parameters.flows(), parameters.noDelay(), parameters.congestion(), parameters.bufferBytes());
        control.send(State.CREATE_STREAMS);
        Deadline deadline = new Deadline(session.clock());
        int index = 0;
        while (index < parameters.flows()) {
            checkClient(deadline);
            Optional<TcpSocket> called = door.next();
            if (called.isPresent() && isOurs(called.get())) {
                called.get().apply(spec);
                spec.check(called.get().options());
                pace(parameters, called.get().options());
                flows.add(maker.of(index++, called.get()));
            }
        }
    }

    /** Closed where it is not. */
    private boolean isOurs(TcpSocket socket) throws ProbeFailure, Stopped {
        Control caller = new Control(socket, session.clock(), session.halted());
        boolean ours = false;
        try {
            ours = cookie.is(caller.shortly(Cookie.BYTES));
            if (!ours) {
                session.deny(socket);
            }
            return ours;
        } catch (ProbeFailure e) {
            return false;
        } finally {
            if (!ours) {
                socket.close();
            }
        }
    }

    private void admitDatagrams(TestParameters parameters, FlowMaker maker, Flows flows)
            throws ProbeFailure, Stopped, SocketError {
        var peer = control.socket().options().peerAddress().getAddress();
        try (UdpDoor datagrams = new UdpDoor(place, peer, FlowMaker.HELLO_BYTES, parameters.bufferBytes())) {
            control.send(State.CREATE_STREAMS);
            Deadline deadline = new Deadline(session.clock());
            int index = 0;
            while (index < parameters.flows()) {
                checkClient(deadline);
                Optional<UdpSocket> called = datagrams.next(FlowMaker.answer());
                if (called.isPresent()) {
                    pace(parameters, called.get().options());
                    flows.add(maker.of(index++, called.get()));
                }
            }
        }
    }

    /** It says nothing before all are open. */
    private void checkClient(Deadline deadline) throws ProbeFailure, Stopped {
        session.checkHalted();
        if (deadline.isOver()) {
            throw new ProbeFailure(FailureCode.PEER_STALLED, "the iperf3 client does not open its streams");
        }
        if (control.says()) {
            throw new ProbeFailure(FailureCode.PEER_CLOSED, "the iperf3 client gave up before its streams were open");
        }
    }

    /** For all streams to be open. */
    private record Deadline(NanoClock clock, long untilNanos) {

        Deadline(NanoClock clock) {
            this(clock, clock.nanos() + Control.REPLY_NANOS);
        }

        boolean isOver() {
            return clock.nanos() - untilNanos >= 0;
        }
    }
}
