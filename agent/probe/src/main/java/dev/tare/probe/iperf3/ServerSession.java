package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.Place;
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.socket.TcpDoor;
import dev.tare.probe.socket.TcpSocket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server's side: listens, and serves one client after the other. */
final class ServerSession extends Session implements AutoCloseable {

    /** A client that has let its time pass by so much will not end the test any more. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Where no time ends a test, and nothing moves. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Place place;
    private final TcpDoor door;
    private final Terms terms;

    /** What a client may ask for. */
    @FunctionalInterface
    interface Terms {
        /** Everything that can be done. */
        Terms ANY = _ -> {};

        void check(TestParameters parameters) throws Refusal;
    }

    /** Listens. */
    ServerSession(Place place, SocketSpec spec, Terms terms, NanoClock clock) throws ProbeFailure {
        super(clock);
        this.place = place;
        this.terms = terms;
        this.door = TcpDoor.open(place, spec);
    }

    TcpDoor door() {
        return door;
    }

    /** Waits for a client, and serves its test to the end. */
    Outcome serve() throws ProbeFailure, Stopped {
        Optional<Caller> caller = Optional.empty();
        while (caller.isEmpty()) {
            checkHalted();
            caller = welcome();
        }
        try (Control control = caller.get().control()) {
            return serve(control, caller.get().cookie());
        }
    }

    private record Caller(Control control, Cookie cookie) {}

    /** Who says no cookie is no client. */
    private Optional<Caller> welcome() throws ProbeFailure, Stopped {
        Optional<TcpSocket> called = next();
        if (called.isEmpty()) {
            return Optional.empty();
        }
        called.get().options().noDelay();
        Control control = new Control(called.get(), clock(), halted());
        Optional<Cookie> cookie = Optional.empty();
        try {
            cookie = Cookie.of(control.shortly(Cookie.BYTES));
        } catch (ProbeFailure e) {
            return Optional.empty();
        } finally {
            if (cookie.isEmpty()) {
                control.close();
            }
        }
        return cookie.map(it -> new Caller(control, it));
    }

    private Optional<TcpSocket> next() throws ProbeFailure {
        try {
            return door.next();
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.INTERNAL, "on " + place + ": " + e.getMessage());
        }
    }

    private Outcome serve(Control control, Cookie cookie) throws ProbeFailure, Stopped {
        try {
            control.send(State.PARAM_EXCHANGE);
            TestParameters parameters =
                    TestParameters.read(control.json(Control.MOST_PARAMETERS_BYTES, Refusal.BAD_PARAMETERS));
            terms.check(parameters);
            try (Flows flows = new Flows(clock())) {
                show(flows);
                new Admission(place, door, control, cookie, this).admit(parameters, flows);
                flows.listen();
                control.send(State.TEST_START);
                control.send(State.TEST_RUNNING);
                flows.start();
                run(control, parameters, flows);
                long endNanos = clock().nanos();
                flows.end();
                TestResults own = flows.results();
                control.send(State.EXCHANGE_RESULTS);
                TestResults peers = TestResults.read(control.json(Control.MOST_RESULTS_BYTES, Refusal.BAD_RESULTS));
                control.send(own.write(flows.knowsRetransmits()));
                control.send(State.DISPLAY_RESULTS);
                farewell(control);
                return new Outcome(parameters, own, peers, flows.totals(), endNanos);
            }
        } catch (Refusal e) {
            control.refuse(e.number());
            throw garbage(e);
        }
    }

    private void run(Control control, TestParameters parameters, Flows flows) throws ProbeFailure, Stopped, Refusal {
        Progress progress = new Progress(parameters, flows, clock().nanos());
        while (true) {
            checkHalted();
            if (control.hears()) {
                State said = control.read();
                if (said == State.TEST_END) {
                    return;
                }
                if (said == State.CLIENT_TERMINATE) {
                    throw new ProbeFailure(FailureCode.PEER_CLOSED, "the iperf3 client gave up");
                }
                throw new ProbeFailure(FailureCode.PEER_GARBAGE, "the iperf3 client said " + said + " during a test");
            }
            Optional<String> broken = flows.broken();
            if (broken.isPresent()) {
                throw new Refusal(Refusal.STREAM_CLOSED, broken.get());
            }
            if (progress.isOverdue(clock().nanos(), GRACE_NANOS, IDLE_NANOS)) {
                throw new ProbeFailure(FailureCode.PEER_STALLED, "the iperf3 client does not end its test");
            }
            denyOthers();
        }
    }

    private void denyOthers() throws ProbeFailure, Stopped {
        try {
            Optional<TcpSocket> other = door.waiting();
            if (other.isPresent()) {
                deny(other.get());
            }
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.INTERNAL, "on " + place + ": " + e.getMessage());
        }
    }

    /** One test at a time. */
    void deny(TcpSocket other) throws Stopped {
        try (Control control = new Control(other, clock(), halted())) {
            control.send(State.ACCESS_DENIED);
        } catch (ProbeFailure e) {
            return; // it has gone by itself
        }
    }

    /** A client that has its results may also just go. */
    private static void farewell(Control control) throws Stopped {
        try {
            control.read();
        } catch (ProbeFailure e) {
            return;
        }
    }

    /** Listens no longer. When nothing runs. */
    @Override
    public void close() {
        door.close();
    }
}
