package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.Patience;
import dev.tare.probe.socket.Place;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.socket.TcpCall;
import dev.tare.probe.socket.TcpSocket;
import dev.tare.probe.socket.UdpCall;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client's side of one test. */
final class ClientSession extends Session implements AutoCloseable {

    /** A test that is this near to its end is looked at no more before it. */
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Optional<InetAddress> local;
    private final Place server;
    private final TestParameters parameters;
    private final Cookie cookie = Cookie.random();
    private @Nullable Control opened;

    /** {@code local} to call from; empty lets the kernel choose. */
    ClientSession(Optional<InetAddress> local, Place server, TestParameters parameters, NanoClock clock) {
        super(clock);
        this.local = local;
        this.server = server;
        this.parameters = parameters;
    }

    /** Connects, and says that a test is wanted: from then on the server is ours. */
    TcpSocket open(long timeoutNanos) throws ProbeFailure, Stopped {
        TcpSocket socket = new TcpCall(local, server, new Patience(clock(), halted(), timeoutNanos)).connect(spec());
        socket.options().noDelay();
        Control control = new Control(socket, clock(), halted());
        opened = control;
        control.send(cookie.bytes());
        return socket;
    }

    /** When a test ends that began at an instant. */
    @FunctionalInterface
    interface End {
        long nanos(long begunNanos);
    }

    Outcome run(End end) throws ProbeFailure, Stopped {
        Control control = opened;
        if (control == null) {
            throw new IllegalStateException("not open");
        }
        try (Flows flows = new Flows(clock())) {
            show(flows);
            control.expect(State.PARAM_EXCHANGE);
            control.send(parameters.write());
            control.expect(State.CREATE_STREAMS);
            openStreams(flows);
            flows.listen();
            control.expect(State.TEST_START);
            control.expect(State.TEST_RUNNING);
            flows.start();
            run(control, flows, end);
            flows.endSending();
            long endNanos = clock().nanos();
            TestResults own = flows.results();
            int retransmits = flows.knowsRetransmits();
            // what comes is read on until the server knows, or it would be stuck with what it has to write
            control.send(State.TEST_END);
            control.expect(State.EXCHANGE_RESULTS);
            control.send(own.write(retransmits));
            TestResults peers = TestResults.read(control.json(Control.MOST_RESULTS_BYTES, Refusal.BAD_RESULTS));
            control.expect(State.DISPLAY_RESULTS);
            flows.end();
            control.send(State.IPERF_DONE);
            return new Outcome(parameters, own, peers, flows.totals(), endNanos);
        } catch (Refusal e) {
            throw garbage(e);
        }
    }

    private void openStreams(Flows flows) throws ProbeFailure, Stopped {
        FlowMaker maker = new FlowMaker(parameters, true, clock());
        Patience patience = new Patience(clock(), halted(), Control.REPLY_NANOS);
        TcpCall call = new TcpCall(local, server, patience);
        UdpCall datagrams = new UdpCall(local, server, patience);
        for (int index = 0; index < parameters.flows(); index++) {
            if (parameters.udp()) {
                flows.add(maker.of(
                        index, datagrams.connect(FlowMaker.hello(), FlowMaker::isAnswer, parameters.bufferBytes())));
            } else {
                TcpSocket socket = call.connect(spec());
                flows.add(maker.of(index, socket));
                sayCookie(socket);
            }
        }
    }

    private void sayCookie(TcpSocket socket) throws ProbeFailure, Stopped {
        new Control(socket, clock(), halted()).send(cookie.bytes());
    }

    private void run(Control control, Flows flows, End end) throws ProbeFailure, Stopped {
        long begunNanos = clock().nanos();
        Progress progress = new Progress(parameters, flows, begunNanos);
        long endNanos = end.nanos(begunNanos);
        long now = begunNanos;
        while (now - endNanos < 0) {
            checkHalted();
            progress.look(now);
            if (endNanos - now < SHORT_NANOS) {
                halted().until(endNanos);
            } else if (control.hears()) {
                control.expect(State.TEST_END);
                throw new ProbeFailure(FailureCode.PEER_GARBAGE, "the iperf3 server ended a test that is not its own");
            }
            Optional<String> broken = flows.broken();
            if (broken.isPresent()) {
                throw new ProbeFailure(FailureCode.PEER_CLOSED, broken.get());
            }
            now = clock().nanos();
        }
        progress.look(now);
    }

    private SocketSpec spec() {
        return new SocketSpec(
                parameters.flows(), parameters.noDelay(), parameters.congestion(), parameters.bufferBytes());
    }

    /** When nothing runs. */
    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
