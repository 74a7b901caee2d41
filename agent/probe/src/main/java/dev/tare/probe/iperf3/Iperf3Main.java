package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.Place;
import dev.tare.probe.socket.SocketSpec;
import java.util.Optional;

/**
 * The probe by hand, without an agent: a server for anybody's iperf3, or a client of anybody's. Each test is a line of JSON on
 * stdout; words about what goes wrong are on stderr.
 */
public final class Iperf3Main {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;

    private Iperf3Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            HandOptions options = HandOptions.of(arguments);
            return options.server() ? serve(options) : call(options);
        } catch (IllegalArgumentException e) {
            System.err.println("tare-iperf3: " + e.getMessage());
            System.err.print(HandOptions.USAGE);
            return BAD_USAGE;
        } catch (ProbeFailure e) {
            return failed(e);
        } catch (Stopped e) {
            throw new IllegalStateException("nobody stops it", e);
        }
    }

    private static int serve(HandOptions options) throws ProbeFailure, Stopped {
        SocketSpec usual = new SocketSpec(1, false, "", 0);
        try (ServerSession session =
                new ServerSession(options.place(), usual, ServerSession.Terms.ANY, NanoClock.SYSTEM)) {
            System.err.println("tare-iperf3: listening on " + options.place());
            int status;
            do {
                status = serveOne(session);
            } while (!options.once());
            return status;
        }
    }

    /** What one client does wrong is not the next one's; a port that takes nobody any more is. */
    private static int serveOne(ServerSession session) throws ProbeFailure, Stopped {
        try {
            System.out.println(Report.of(session.serve(), false));
            return DONE;
        } catch (ProbeFailure e) {
            if (e.code() == FailureCode.INTERNAL) {
                throw e;
            }
            return failed(e);
        }
    }

    private static int call(HandOptions options) throws ProbeFailure, Stopped {
        Place server = options.place();
        TestParameters parameters = options.parameters();
        try (ClientSession session = new ClientSession(Optional.empty(), server, parameters, NanoClock.SYSTEM)) {
            session.open(Control.REPLY_NANOS);
            System.out.println(Report.of(session.run(begun -> begun + parameters.lengthNanos()), true));
            return DONE;
        }
    }

    private static int failed(ProbeFailure e) {
        System.err.println("tare-iperf3: " + e.code().word() + ": " + e.getMessage());
        return FAILED;
    }
}
