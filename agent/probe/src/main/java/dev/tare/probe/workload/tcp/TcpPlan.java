package dev.tare.probe.workload.tcp;

import dev.tare.common.catalog.WorkloadKind;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.setup.WorkloadOptions;
import dev.tare.probe.socket.Dialer;
import dev.tare.probe.socket.Duplex;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.workload.lane.Lane;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.TransactionLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a TCP workload does on one side.
 *
 * @param transactions where this side notes them; empty where it has none
 * @param carries false where the opened connections carry no traffic, so that their state tells nothing of it
 * @param lanes the traffic to run on the connections
 */
public record TcpPlan(SocketSpec sockets, Optional<TransactionLog> transactions, boolean carries, LanesMaker lanes) {

    /** No stack cuts less than this into two segments (RFC 9293's least). */
    private static final int SURE_SEGMENT_BYTES = 536;

    private static final long SELDOM_PER_SECOND = 20;

    /** Makes the traffic of one connection. */
    public interface LaneMaker {
        Lane make(Link link) throws ProbeFailure;
    }

    /** Makes the traffic of connections, which have the same order on both sides. */
    public interface LanesMaker {

        /** {@code made} is told of each lane as soon as it is there: after a failure at the next one it has to be closed, too. */
        void make(List<Link> links, Consumer<Lane> made) throws ProbeFailure;
    }

    /** With a lane for each connection. */
    public TcpPlan(SocketSpec sockets, Optional<TransactionLog> transactions, boolean carries, LaneMaker lane) {
        this(sockets, transactions, carries, (links, made) -> {
            for (Link link : links) {
                made.accept(lane.make(link));
            }
        });
    }

    /** As the option {@code direction} says. */
    static boolean clientSends(TrialSetup setup) {
        return setup.options().text("direction").equals("upload");
    }

    static TcpPlan stream(TrialSetup setup, boolean clientSends) {
        WorkloadOptions options = setup.options();
        return new TcpPlan(
                SocketSpec.of(setup, options.number("streams"), false),
                Optional.empty(),
                true,
                StreamLanes.of(options, setup.client() == clientSends));
    }

    /** The first half of the connections carries streams to the server, the other half to the client. */
    static TcpPlan bothWays(TrialSetup setup) {
        TcpPlan toServer = stream(setup, true);
        TcpPlan toClient = stream(setup, false);
        int each = toServer.sockets().connections();
        return new TcpPlan(
                SocketSpec.of(setup, 2 * each, false),
                Optional.empty(),
                true,
                beside(toServer.lanes(), each, toClient.lanes()));
    }

    static TcpPlan requestResponse(TrialSetup setup) {
        int request = setup.options().number("request");
        int response = setup.options().number("response");
        SocketSpec sockets = SocketSpec.of(setup, 1, true);
        if (!setup.client()) {
            return new TcpPlan(
                    sockets,
                    Optional.empty(),
                    true,
                    link -> new Responses(
                            link, Exchange.answering(connection(setup, link), link.tally(), request, response, false)));
        }
        TransactionLog transactions = setup.options().text("record").equals("none")
                ? TransactionLog.ofCounts()
                : TransactionLog.ofLatencies();
        return new TcpPlan(
                sockets,
                Optional.of(transactions),
                true,
                link -> new Requests(
                        link,
                        Exchange.asking(connection(setup, link), link.tally(), request, response),
                        Rate.of(setup),
                        transactions));
    }

    /** Which waits as the option {@code wait} says. */
    private static Duplex connection(TrialSetup setup, Link link) {
        return WorkloadKind.spins(setup.options().values()) ? link.socket().spinning() : link.socket();
    }

    /** Requests and responses of one byte, seldom. They are counted, and their latencies are nobody's result. */
    static TcpPlan startUp(TrialSetup setup) {
        SocketSpec sockets = SocketSpec.of(setup, 1, true);
        if (!setup.client()) {
            return new TcpPlan(
                    sockets,
                    Optional.empty(),
                    true,
                    link -> new Responses(link, Exchange.answering(link.socket(), link.tally(), 1, 1, false)));
        }
        TransactionLog transactions = TransactionLog.ofCounts();
        return new TcpPlan(
                sockets,
                Optional.of(transactions),
                true,
                link -> new Requests(
                        link,
                        Exchange.asking(link.socket(), link.tally(), 1, 1),
                        new Rate(SELDOM_PER_SECOND, false, 0, false),
                        transactions));
    }

    /** The first connection carries requests, the others carry streams. */
    static TcpPlan loadedRequestResponse(TrialSetup setup) {
        TcpPlan requests = requestResponse(setup);
        TcpPlan load = stream(setup, clientSends(setup));
        return new TcpPlan(
                SocketSpec.of(setup, 1 + load.sockets().connections(), true),
                requests.transactions(),
                true,
                beside(requests.lanes(), 1, load.lanes()));
    }

    /** On the first {@code many} connections the one's traffic, on the others that of the other. */
    private static LanesMaker beside(LanesMaker one, int many, LanesMaker other) {
        return (links, made) -> {
            one.make(links.subList(0, many), made);
            other.make(links.subList(many, links.size()), made);
        };
    }

    /** The one connection that is opened before only says when all is over. */
    static TcpPlan connectRequestResponse(TrialSetup setup) {
        int request = setup.options().number("request");
        int response = setup.options().number("response");
        boolean reset = setup.options().text("close").equals("reset");
        SocketSpec sockets = SocketSpec.of(setup, 1, true);
        if (!setup.client()) {
            return new TcpPlan(
                    sockets,
                    Optional.empty(),
                    false,
                    // of who resets them, connections are ended by the client
                    new Door(
                            setup,
                            sockets,
                            (link, connection) ->
                                    Exchange.answering(connection, link.tally(), request, response, !reset)));
        }
        TransactionLog transactions = TransactionLog.ofLatencies();
        return new TcpPlan(sockets, Optional.of(transactions), false, link -> {
            Dialer dialer = Dialer.of(setup, request > SURE_SEGMENT_BYTES);
            RoundTrip roundTrip = Exchange.asking(dialer, link.tally(), request, response);
            return new Connects(link, dialer, reset, roundTrip, Rate.of(setup), transactions);
        });
    }
}
