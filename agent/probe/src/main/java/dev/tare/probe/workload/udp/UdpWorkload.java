package dev.tare.probe.workload.udp;

import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.socket.Acceptor;
import dev.tare.probe.socket.Connector;
import dev.tare.probe.socket.Patience;
import dev.tare.probe.socket.Port;
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.SocketOptions;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.socket.TcpSocket;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Datagrams;
import dev.tare.probe.workload.DeviceLatency;
import dev.tare.probe.workload.OneWay;
import dev.tare.probe.workload.Opened;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.TriedBurst;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.Overdue;
import dev.tare.probe.workload.lane.Tally;
import dev.tare.probe.workload.tcp.TcpPlan;
import dev.tare.probe.workload.tcp.TcpWorkload;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Opens a TCP connection and a socket of datagrams beside it, and runs a lane on that. */
public final class UdpWorkload implements Workload {

    private final TrialSetup setup;
    private final UdpPlan plan;
    private final NanoClock clock;
    private final Overdue overdue = new Overdue();
    private volatile @Nullable Pair pair;

    /** What there is once it is open. */
    private record Pair(Link link, UdpSocket socket, DatagramLane lane) {}

    private UdpWorkload(TrialSetup setup, UdpPlan plan, NanoClock clock) {
        this.setup = setup;
        this.plan = plan;
        this.clock = clock;
    }

    /** {@code udp-stream}: datagrams one way. */
    public static Workload stream(TrialSetup setup, NanoClock clock) {
        return new UdpWorkload(setup, UdpPlan.stream(setup), clock);
    }

    /** {@code udp-rr}: one request at a time. */
    public static Workload requestResponse(TrialSetup setup, NanoClock clock) {
        return new UdpWorkload(setup, UdpPlan.requestResponse(setup), clock);
    }

    /** {@code ping}: ICMP echo, which the server's kernel answers. */
    public static Workload echo(TrialSetup setup, NanoClock clock) {
        return setup.client()
                ? new UdpWorkload(setup, UdpPlan.echo(setup), clock)
                : new TcpWorkload(
                        setup,
                        new TcpPlan(
                                SocketSpec.of(setup, 1, true), Optional.empty(), false, link -> new Bystander(link)),
                        clock);
    }

    /** {@code udp-owd}: as {@code udp-rr} at a rate, with both sides' stamps. */
    public static Workload oneWay(TrialSetup setup, NanoClock clock) {
        return new UdpWorkload(setup, UdpPlan.oneWay(setup), clock);
    }

    /** {@code udp-throughput}: the highest rate that gets through. */
    public static Workload throughput(TrialSetup setup, NanoClock clock) {
        return new UdpWorkload(setup, UdpPlan.throughput(setup), clock);
    }

    @Override
    public Opened open(Stop stop) throws ProbeFailure, Stopped {
        Patience patience = new Patience(clock, stop, setup.setupTimeoutNanos());
        try (Port port = plan.port().open(setup, patience)) {
            TcpSocket control = control(patience);
            boolean joined = false;
            try {
                UdpSocket socket = port.join(control);
                Link link = new Link(control, "the datagrams' link", clock, new Tally(setup.precedence()), overdue);
                pair = new Pair(link, socket, plan.lane().make(link, socket));
                joined = true;
                SocketSpec.of(setup, 1, true).check(socket.options());
                return opened(socket.options());
            } finally {
                if (!joined) {
                    control.close();
                }
            }
        }
    }

    private TcpSocket control(Patience patience) throws ProbeFailure, Stopped {
        SocketSpec one = SocketSpec.of(setup, 1, true);
        if (setup.client()) {
            return new Connector(setup, patience).open(one).getFirst();
        }
        try (Acceptor acceptor = new Acceptor(setup, one, patience)) {
            return acceptor.accept().getFirst();
        }
    }

    private Opened opened(SocketOptions options) throws ProbeFailure {
        try {
            return new Opened(
                    options.localAddress(),
                    // a socket without ports, as for ICMP, does not tell
                    setup.client()
                            ? new InetSocketAddress(setup.serverAddress(), setup.serverPort())
                            : options.peerAddress(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    options.sendBufferBytes(),
                    options.receiveBufferBytes(),
                    options.pathMtuBytes(),
                    Optional.empty());
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.INTERNAL, "after the datagram sockets were opened: " + e.getMessage());
        }
    }

    @Override
    public Optional<Totals> run(Window window, Stop stop) throws ProbeFailure {
        return Optional.of(open().lane().run(window, stop));
    }

    private Pair open() {
        Pair opened = pair;
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    @Override
    public Optional<Counts> counts() {
        return Optional.of(open().link().tally().counts());
    }

    @Override
    public Optional<Datagrams> datagrams() {
        return Optional.of(open().lane().datagrams());
    }

    @Override
    public Optional<Histogram> takeLatencies(@Nullable Histogram recycled) {
        return plan.transactions().flatMap(log -> log.takeLatencies(recycled));
    }

    @Override
    public Optional<OneWay> takeOneWay() {
        return plan.transits().map(Transits::take);
    }

    @Override
    public Optional<DeviceLatency> takeDeviceLatency() {
        return open().lane().takeDeviceLatency();
    }

    @Override
    public List<TriedBurst> bursts() {
        return open().lane().bursts();
    }

    /** The connection beside the traffic has a state, but none that tells of it. */
    @Override
    public List<TcpInfo> tcpInfos() {
        return List.of();
    }

    @Override
    public void giveUp() {
        overdue.set();
        wake();
    }

    @Override
    public void wake() {
        Pair opened = pair;
        if (opened != null) {
            opened.socket().wake();
            opened.link().socket().wake();
        }
    }

    @Override
    public void close() {
        Pair opened = pair;
        if (opened != null) {
            opened.socket().close();
            opened.link().socket().close();
        }
    }
}
