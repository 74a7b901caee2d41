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
import java.util.Optional;

/**
 * What a TCP workload does on one side.
 *
 * @param transactions where this side notes them; empty where it has none
 * @param carries false where the opened connections carry no traffic, so that their state tells nothing of it
 * @param lane the traffic to run on each connection
 */
public record TcpPlan(SocketSpec sockets, Optional<TransactionLog> transactions, boolean carries, LaneMaker lane) {

    /** No stack cuts less than this into two segments (RFC 9293's least). */
    private static final int SURE_SEGMENT_BYTES = 536;

    private static final long SELDOM_PER_SECOND = 20;

    /** Makes the traffic of a connection, by its number on both sides. */
    public interface LaneMaker {
        Lane make(int number, Link link) throws ProbeFailure;
    }

    /** As the option {@code direction} says. */
    static boolean clientSends(TrialSetup setup) {
        return setup.options().text("direction").equals("upload");
    }

    static TcpPlan stream(TrialSetup setup, boolean clientSends) {
        WorkloadOptions options = setup.options();
        int blockBytes = options.number("block");
        boolean zerocopy = options.text("zerocopy").equals("on");
        boolean sends = setup.client() == clientSends;
        return new TcpPlan(
                SocketSpec.of(setup, options.number("streams"), false),
                Optional.empty(),
                true,
                (_, link) -> sends
                        ? new StreamSender(link, Outgoing.of(blockBytes, zerocopy))
                        : new StreamReceiver(link, blockBytes));
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
                (number, link) -> (number < each ? toServer : toClient).lane().make(number, link));
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
                    (_, link) -> new Responses(
                            link, Exchange.answering(connection(setup, link), link.tally(), request, response, false)));
        }
        TransactionLog transactions = setup.options().text("record").equals("none")
                ? TransactionLog.ofCounts()
                : TransactionLog.ofLatencies();
        return new TcpPlan(
                sockets,
                Optional.of(transactions),
                true,
                (_, link) -> new Requests(
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
                    (_, link) -> new Responses(link, Exchange.answering(link.socket(), link.tally(), 1, 1, false)));
        }
        TransactionLog transactions = TransactionLog.ofCounts();
        return new TcpPlan(
                sockets,
                Optional.of(transactions),
                true,
                (_, link) -> new Requests(
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
                (number, link) -> (number == 0 ? requests : load).lane().make(number, link));
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
        return new TcpPlan(sockets, Optional.of(transactions), false, (_, link) -> {
            Dialer dialer = Dialer.of(setup, request > SURE_SEGMENT_BYTES);
            RoundTrip roundTrip = Exchange.asking(dialer, link.tally(), request, response);
            return new Connects(link, dialer, reset, roundTrip, Rate.of(setup), transactions);
        });
    }
}
