package dev.tare.probe.workload.udp;

import dev.tare.common.catalog.WorkloadKind;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.socket.DatagramPort;
import dev.tare.probe.socket.EchoFormat;
import dev.tare.probe.socket.EchoPort;
import dev.tare.probe.socket.Patience;
import dev.tare.probe.socket.Port;
import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.TransactionLog;
import java.util.Optional;

/**
 * What a UDP workload does on one side.
 *
 * @param transactions where this side notes them; empty where it has none
 * @param transits where this side keeps one-way transit times; empty where it has none
 * @param port how its socket is opened
 */
record UdpPlan(Optional<TransactionLog> transactions, Optional<Transits> transits, PortMaker port, LaneMaker lane) {

    private UdpPlan(Optional<TransactionLog> transactions, Optional<Transits> transits, LaneMaker lane) {
        this(transactions, transits, DatagramPort::new, lane);
    }

    /** Begins to open the socket. */
    interface PortMaker {
        Port open(TrialSetup setup, Patience patience) throws ProbeFailure;
    }

    /** Makes the traffic of a pair of sockets. */
    interface LaneMaker {
        DatagramLane make(Link link, UdpSocket socket);
    }

    static UdpPlan stream(TrialSetup setup) {
        int size = setup.options().number("size");
        long rate = setup.options().longNumber("rate");
        return oneWayTraffic(
                setup,
                (link, socket) -> new DatagramSender(link, new Outflow(link, socket, size), rate),
                (link, socket) -> new DatagramReceiver(link, socket, size));
    }

    static UdpPlan throughput(TrialSetup setup) {
        int size = setup.options().number("size");
        return oneWayTraffic(
                setup,
                (link, socket) ->
                        new ThroughputSearch(link, new Outflow(link, socket, size), SearchTerms.of(setup.options())),
                (link, socket) -> new DatagramReceiver(link, socket, size, new BurstCounts(link)));
    }

    private static UdpPlan oneWayTraffic(TrialSetup setup, LaneMaker sender, LaneMaker receiver) {
        boolean sends = setup.client() == setup.options().text("direction").equals("upload");
        return new UdpPlan(Optional.empty(), Optional.empty(), sends ? sender : receiver);
    }

    static UdpPlan requestResponse(TrialSetup setup) {
        return exchanges(setup, Sizes.of(setup), Optional.empty());
    }

    /** Of the client: at the server there is nothing to do. */
    static UdpPlan echo(TrialSetup setup) {
        int size = setup.options().number("size");
        long timeoutNanos = setup.options().longNumber("timeout");
        TransactionLog transactions = TransactionLog.ofLatencies();
        return new UdpPlan(
                Optional.of(transactions),
                Optional.empty(),
                EchoPort::new,
                (link, socket) -> Asks.echoes(
                        link,
                        socket,
                        EchoFormat.of(setup, socket),
                        new Sizes(size, size),
                        timeoutNanos,
                        Rate.of(setup),
                        transactions));
    }

    static UdpPlan oneWay(TrialSetup setup) {
        int size = setup.options().number("size");
        return exchanges(setup, new Sizes(size, size), Optional.of(new Transits()));
    }

    private static UdpPlan exchanges(TrialSetup setup, Sizes sizes, Optional<Transits> transits) {
        if (!setup.client()) {
            return new UdpPlan(
                    Optional.empty(),
                    Optional.empty(),
                    (link, socket) -> new Replies(link, waiting(setup, link, socket), sizes, stamps(link, transits)));
        }
        TransactionLog transactions = TransactionLog.ofLatencies();
        long timeoutNanos = setup.options().longNumber("timeout");
        int inFlight = setup.options().number("inflight", 1);
        boolean byKernel = setup.options().text("timestamps", "off").equals("kernel");
        return new UdpPlan(
                Optional.of(transactions),
                transits,
                (link, socket) -> inFlight > 1
                        ? new ManyAsks(link, waiting(setup, link, socket), sizes, timeoutNanos, inFlight, transactions)
                        : new Asks(
                                link,
                                waiting(setup, link, socket),
                                sizes,
                                timeoutNanos,
                                Rate.of(setup),
                                transactions,
                                byKernel ? new DeviceStamps(socket, link.clock()) : stamps(link, transits)));
    }

    /** As the option {@code wait} says. */
    private static UdpSocket waiting(TrialSetup setup, Link link, UdpSocket socket) {
        if (WorkloadKind.spins(setup.options().values())) {
            socket.spin(link.clock());
        }
        return socket;
    }

    private static Stamps stamps(Link link, Optional<Transits> transits) {
        return transits.<Stamps>map(it -> new OneWayStamps(link.clock(), it)).orElse(Stamps.NONE);
    }
}
