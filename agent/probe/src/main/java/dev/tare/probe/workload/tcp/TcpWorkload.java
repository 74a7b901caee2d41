package dev.tare.probe.workload.tcp;

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
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.SocketOptions;
import dev.tare.probe.socket.TcpSocket;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Opened;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Lanes;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.Overdue;
import dev.tare.probe.workload.lane.Tally;
import dev.tare.probe.workload.lane.TransactionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Opens TCP connections and runs lanes on them. */
public final class TcpWorkload implements Workload {

    private final TrialSetup setup;
    private final TcpPlan plan;
    private final NanoClock clock;
    private final Overdue overdue = new Overdue();
    private volatile List<Link> links = List.of();
    private volatile List<Lane> lanes = List.of();

    public TcpWorkload(TrialSetup setup, TcpPlan plan, NanoClock clock) {
        this.setup = setup;
        this.plan = plan;
        this.clock = clock;
    }

    /** {@code tcp-stream}: bytes as fast as one direction carries them. */
    public static Workload stream(TrialSetup setup, NanoClock clock) {
        return new TcpWorkload(setup, TcpPlan.stream(setup, TcpPlan.clientSends(setup)), clock);
    }

    /** {@code tcp-maerts}: the same, the server sends. */
    public static Workload maerts(TrialSetup setup, NanoClock clock) {
        return new TcpWorkload(setup, TcpPlan.stream(setup, false), clock);
    }

    /** {@code tcp-bidir}: both at once. */
    public static Workload bothWays(TrialSetup setup, NanoClock clock) {
        return new TcpWorkload(setup, TcpPlan.bothWays(setup), clock);
    }

    /** {@code tcp-rr}: one request at a time. */
    public static Workload requestResponse(TrialSetup setup, NanoClock clock) {
        return new TcpWorkload(setup, TcpPlan.requestResponse(setup), clock);
    }

    /** {@code startup}: a request now and then, which shows that the instance works. */
    public static Workload startUp(TrialSetup setup, NanoClock clock) {
        return new TcpWorkload(setup, TcpPlan.startUp(setup), clock);
    }

    /** {@code tcp-loaded-rr}: the same while streams run beside it. */
    public static Workload loadedRequestResponse(TrialSetup setup, NanoClock clock) {
        return new TcpWorkload(setup, TcpPlan.loadedRequestResponse(setup), clock);
    }

    /** {@code tcp-crr}: one request at a time, each on a connection of its own. */
    public static Workload connectRequestResponse(TrialSetup setup, NanoClock clock) {
        return new TcpWorkload(setup, TcpPlan.connectRequestResponse(setup), clock);
    }

    @Override
    public Opened open(Stop stop) throws ProbeFailure, Stopped {
        Patience patience = new Patience(clock, stop, setup.setupTimeoutNanos());
        List<TcpSocket> sockets = openSockets(patience);
        links = IntStream.range(0, sockets.size())
                .mapToObj(
                        i -> new Link(sockets.get(i), "connection " + i, clock, new Tally(setup.precedence()), overdue))
                .toList();
        List<Lane> made = new ArrayList<>();
        plan.lanes().make(links, lane -> {
            made.add(lane);
            lanes = List.copyOf(made);
        });
        for (Lane lane : lanes) {
            lane.prepare(patience);
        }
        SocketOptions first = sockets.getFirst().options();
        plan.sockets().check(first);
        try {
            return new Opened(
                    first.localAddress(),
                    first.peerAddress(),
                    first.congestionControl(),
                    mss(first),
                    first.sendBufferBytes(),
                    first.receiveBufferBytes(),
                    OptionalInt.empty(),
                    lanes.getFirst().tls());
        } catch (SocketError e) {
            throw new ProbeFailure(
                    FailureCode.PEER_CLOSED, "right after the connections were opened: " + e.getMessage());
        }
    }

    /** A stack that does not count its segments gives a constant for their size (gVisor: 536): that is not known either. */
    private static OptionalInt mss(SocketOptions options) {
        boolean counts =
                options.tcpInfo().filter(info -> info.segmentsOut().isPresent()).isPresent();
        return counts ? options.mssBytes() : OptionalInt.empty();
    }

    private List<TcpSocket> openSockets(Patience patience) throws ProbeFailure, Stopped {
        if (setup.client()) {
            return new Connector(setup, patience).open(plan.sockets());
        }
        try (Acceptor acceptor = new Acceptor(setup, plan.sockets(), patience)) {
            return acceptor.accept();
        }
    }

    @Override
    public Optional<Totals> run(Window window, Stop stop) throws ProbeFailure {
        return Optional.of(new Lanes(lanes, this::wake).run(window, stop));
    }

    @Override
    public long endingNanos() {
        return setup.foreign() ? FOREIGN_ENDING_NANOS : ENDING_NANOS;
    }

    @Override
    public Optional<Counts> counts() {
        Counts sum = Counts.NOTHING;
        for (Link link : links) {
            sum = sum.plus(link.tally().counts());
        }
        return Optional.of(sum);
    }

    @Override
    public Optional<Histogram> takeLatencies(@Nullable Histogram recycled) {
        return plan.transactions().flatMap(log -> log.takeLatencies(recycled));
    }

    @Override
    public OptionalLong transactions() {
        return plan.transactions().map(TransactionLog::count).orElse(OptionalLong.empty());
    }

    @Override
    public List<TcpInfo> tcpInfos() {
        if (!plan.carries()) {
            return List.of();
        }
        List<TcpInfo> infos = new ArrayList<>();
        for (Link link : links) {
            link.socket().options().tcpInfo().ifPresent(infos::add);
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
        links.forEach(link -> link.socket().wake());
        lanes.forEach(Lane::wake);
    }

    @Override
    public void close() {
        links.forEach(link -> link.socket().close());
        lanes.forEach(Lane::close);
        links = List.of();
    }
}
