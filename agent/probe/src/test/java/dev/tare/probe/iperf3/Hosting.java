package dev.tare.probe.iperf3;

import dev.tare.probe.FreePort;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.socket.Place;
import dev.tare.probe.socket.SocketSpec;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The probe's server on loopback, in this process. */
final class Hosting implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Place place;
    private final ServerSession session;

    Hosting() throws Exception {
        place = freePlace();
        session = new ServerSession(place, new SocketSpec(1, false, "", 0), ServerSession.Terms.ANY, NanoClock.SYSTEM);
    }

    /** Where nobody is. */
    static Place freePlace() throws Exception {
        return new Place(LOOPBACK, FreePort.next());
    }

    Place place() {
        return place;
    }

    ServerSession session() {
        return session;
    }

    /** One test, beside. */
    Future<Outcome> serving() {
        return beside(session::serve);
    }

    <T> Future<T> beside(Callable<T> work) {
        return threads.submit(work);
    }

    /** What comes of it, or why it failed. */
    static <T> T of(Future<T> future) throws Exception {
        try {
            return future.get(15, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() {
        session.halt();
        threads.shutdown();
        session.close();
    }
}
