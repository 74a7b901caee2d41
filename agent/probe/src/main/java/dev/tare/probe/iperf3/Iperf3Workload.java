package dev.tare.probe.iperf3;

import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Precedence;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.socket.Place;
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.SocketOptions;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.Opened;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Overdue;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One side of a trial by iperf3's protocol; at the other end is a probe or iperf3 itself. The client connects before the trial is
 * prepared, and asks for its test at the agreed instant: traffic begins some round trips later.
 */
public final class Iperf3Workload implements Workload {

    private final TrialSetup setup;
    private final NanoClock clock;
    private final TestParameters parameters;
    private final Overdue overdue = new Overdue();
    private volatile @Nullable Session session;

    private Iperf3Workload(TrialSetup setup, NanoClock clock) {
        this.setup = setup;
        this.clock = clock;
        this.parameters = TrialParameters.of(setup);
    }

    /** As the setup's workload says. */
    public static Workload of(TrialSetup setup, NanoClock clock) {
        return new Iperf3Workload(setup, clock);
    }

    @Override
    public Opened open(Stop stop) throws ProbeFailure, Stopped {
        Place server = new Place(setup.serverAddress(), setup.serverPort());
        SocketSpec spec = SocketSpec.of(setup, parameters.flows(), false);
        if (setup.client()) {
            ClientSession client = new ClientSession(setup.localAddress(), server, parameters, clock);
            show(client, stop);
            SocketOptions options = client.open(setup.setupTimeoutNanos()).options();
            spec.check(options);
            try {
                return opened(options, options.localAddress(), options.peerAddress());
            } catch (SocketError e) {
                throw new ProbeFailure(FailureCode.PEER_CLOSED, "right after it connected: " + e.getMessage());
            }
        }
        ServerSession listening =
                new ServerSession(server, spec, asked -> TrialParameters.check(asked, parameters), clock);
        show(listening, stop);
        SocketOptions options = listening.door().options();
        return opened(
                options,
                new InetSocketAddress(setup.serverAddress(), setup.serverPort()),
                new InetSocketAddress(setup.serverAddress(), 0));
    }

    private void show(Session open, Stop stop) {
        session = open;
        if (stop.requested()) {
            open.halt();
        }
    }

    private Opened opened(SocketOptions options, InetSocketAddress local, InetSocketAddress peer) {
        return new Opened(
                local,
                peer,
                parameters.udp() ? Optional.empty() : options.congestionControl(),
                OptionalInt.empty(),
                options.sendBufferBytes(),
                options.receiveBufferBytes(),
                OptionalInt.empty(),
                Optional.empty());
    }

    @Override
    public Optional<Totals> run(Window window, Stop stop) throws ProbeFailure, Stopped {
        Precedence precedence = new Precedence();
        boolean going = stop.beginsAt(window.startNanos(), precedence);
        precedence.giveUp(); // its own threads send, when they have agreed with the server
        if (!going) {
            throw new Stopped();
        }
        Outcome outcome;
        try {
            outcome = test(window);
        } catch (ProbeFailure | Stopped e) {
            if (stop.requested()) {
                throw new Stopped();
            }
            overdue.check("the iperf3 test");
            throw e;
        }
        long early = window.endNanos() - outcome.endNanos();
        if (early > 0) {
            throw new ProbeFailure(
                    FailureCode.PEER_CLOSED,
                    "the iperf3 client ended its test " + early / 1_000_000 + " ms before the end of the window");
        }
        return Optional.of(outcome.totals());
    }

    private Outcome test(Window window) throws ProbeFailure, Stopped {
        return switch (session) {
            case ServerSession server -> server.serve();
            case ClientSession client ->
                client.run(begun -> Math.max(window.endNanos() - begun, window.endNanos() - window.startNanos())
                        + begun
                        + Lane.TAIL_NANOS);
            case null, default -> throw new IllegalStateException("not open");
        };
    }

    @Override
    public long endingNanos() {
        return setup.foreign() ? FOREIGN_ENDING_NANOS : ENDING_NANOS;
    }

    private List<Flow> flows() {
        Session running = session;
        return running == null ? List.of() : running.flows();
    }

    @Override
    public Optional<Counts> counts() {
        Counts sum = Counts.NOTHING;
        for (Flow flow : flows()) {
            sum = sum.plus(flow.counts());
        }
        return Optional.of(sum);
    }

    /** Workloads of datagrams have one stream. */
    @Override
    public Optional<Datagrams> datagrams() {
        List<Flow> flows = flows();
        return flows.isEmpty() ? Optional.empty() : flows.getFirst().datagrams();
    }

    @Override
    public Optional<Histogram> takeLatencies(@Nullable Histogram recycled) {
        return Optional.empty();
    }

    @Override
    public List<TcpInfo> tcpInfos() {
        List<TcpInfo> infos = new ArrayList<>();
        for (Flow flow : flows()) {
            flow.tcpInfo().ifPresent(infos::add);
        }
        return infos;
    }

    @Override
    public void giveUp() {
        overdue.set();
        wake();
    }

    @Override
    public void wake() {
        Session running = session;
        if (running != null) {
            running.halt();
        }
    }

    @Override
    public void close() {
        switch (session) {
            case ServerSession server -> server.close();
            case ClientSession client -> client.close();
            case null, default -> {}
        }
    }
}
