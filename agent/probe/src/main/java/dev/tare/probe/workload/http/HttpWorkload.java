package dev.tare.probe.workload.http;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.pace.Rate;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.socket.Dialer;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.lane.TransactionLog;
import dev.tare.probe.workload.tcp.Connects;
import dev.tare.probe.workload.tcp.Door;
import dev.tare.probe.workload.tcp.Requests;
import dev.tare.probe.workload.tcp.Responses;
import dev.tare.probe.workload.tcp.TcpPlan;
import dev.tare.probe.workload.tcp.TcpWorkload;
import java.util.Optional;

/**
 * What an HTTP workload does on one side. Where each request has a connection of its own, or an engine's client makes them, the
 * links that are opened before only say when all is over.
 */
public final class HttpWorkload {

    private HttpWorkload() {}

    /** {@code http-latency}: one request at a time. */
    public static Workload latency(TrialSetup setup, NanoClock clock) {
        boolean anew = setup.options().text("connection").equals("new");
        return new TcpWorkload(setup, setup.client() ? asking(setup, anew) : answering(setup, anew), clock);
    }

    /** {@code http-bandwidth}: bodies one after the other, on several connections. */
    public static Workload bandwidth(TrialSetup setup, NanoClock clock) {
        return new TcpWorkload(setup, setup.client() ? downloading(setup) : answering(setup, false), clock);
    }

    private static TcpPlan asking(TrialSetup setup, boolean anew) {
        long bodyBytes = setup.options().longNumber("response");
        Rate rate = Rate.of(setup);
        TransactionLog transactions = TransactionLog.ofLatencies();
        return new TcpPlan(sockets(setup), Optional.of(transactions), !anew, link -> {
            if (!anew) {
                return new Requests(link, new Getter(link, link.socket(), false, bodyBytes), rate, transactions);
            }
            Dialer dialer = Dialer.of(setup, false);
            return new Connects(link, dialer, false, new Getter(link, dialer, true, bodyBytes), rate, transactions);
        });
    }

    private static TcpPlan downloading(TrialSetup setup) {
        long bodyBytes = setup.options().longNumber("response");
        return new TcpPlan(sockets(setup), Optional.empty(), true, link -> new Downloads(link, bodyBytes));
    }

    private static TcpPlan answering(TrialSetup setup, boolean anew) {
        long bodyBytes = setup.options().longNumber("response");
        SocketSpec sockets = sockets(setup);
        return anew || setup.foreign()
                ? new TcpPlan(
                        sockets,
                        Optional.empty(),
                        false,
                        new Door(setup, sockets, (link, connection) -> new Answerer(link, connection, bodyBytes)))
                : new TcpPlan(
                        sockets,
                        Optional.empty(),
                        true,
                        link -> new Responses(link, new Answerer(link, link.socket(), bodyBytes)));
    }

    /** The end of an answer waits for no acknowledgement. */
    private static SocketSpec sockets(TrialSetup setup) {
        return SocketSpec.of(setup, setup.options().number("streams", 1), true);
    }
}
