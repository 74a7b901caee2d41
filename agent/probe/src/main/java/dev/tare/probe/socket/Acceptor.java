package dev.tare.probe.socket;

import dev.tare.common.frame.Printable;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Opens the server's connections: listens, tells the peer from strangers, and stops listening when all are there. */
public final class Acceptor implements AutoCloseable {

    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;

    /** Strangers who say nothing are sent away from the oldest on. */
    private static final int MAXIMUM_CALLERS = 128;

    private final Libc libc = new Libc();
    private final Poll poll = new Poll();
    private final List<Caller> callers = new ArrayList<>();
    private final TrialSetup setup;
    private final SocketSpec spec;
    private final Greeting greeting;
    private final Patience patience;
    private final @Nullable TcpSocket[] open;
    private final int fd;
    private String stranger = "";
    private boolean delivered;

    /** Listens. */
    public Acceptor(TrialSetup setup, SocketSpec spec, Patience patience) throws ProbeFailure {
        this.setup = setup;
        this.spec = spec;
        this.greeting = new Greeting(setup.token());
        this.patience = patience;
        this.open = new TcpSocket[spec.connections()];
        this.fd = Listener.open(setup, spec, SOCK_NONBLOCK, MAXIMUM_CALLERS);
    }

    /** All of them, in the order of their numbers. */
    public List<TcpSocket> accept() throws ProbeFailure, Stopped {
        while (Arrays.stream(open).anyMatch(Objects::isNull)) {
            if (patience.isOver()) {
                throw nobodyCame();
            }
            try {
                turn();
            } catch (SocketError e) {
                throw new ProbeFailure(FailureCode.CONNECT_FAILED, "waiting on " + where() + ": " + e.getMessage());
            }
        }
        delivered = true;
        return Arrays.stream(open).filter(Objects::nonNull).toList();
    }

    private void turn() throws SocketError {
        List<Caller> asked = List.copyOf(callers);
        int[] fds = new int[asked.size() + 1];
        fds[0] = fd;
        for (int i = 0; i < asked.size(); i++) {
            fds[i + 1] = asked.get(i).socket().fd();
        }
        BitSet ready = poll.ready(Poll.IN, fds);
        for (int i = 0; i < asked.size(); i++) {
            if (ready.get(i + 1)) {
                hear(asked.get(i));
            }
        }
        if (ready.get(0)) {
            welcome();
        }
    }

    private void welcome() {
        int accepted = libc.accept4(fd, SOCK_CLOEXEC);
        if (accepted < 0) {
            return; // who called has hung up already
        }
        if (callers.size() == MAXIMUM_CALLERS) {
            dismiss(callers.getFirst());
        }
        callers.add(new Caller(new TcpSocket(accepted)));
    }

    private void hear(Caller caller) {
        boolean more = caller.listen();
        if (!caller.hasSaidAll()) {
            if (!more) {
                dismiss(caller);
            }
            return;
        }
        OptionalInt connection = greeting.connection(true, caller.said());
        int number = connection.orElse(open.length);
        if (number >= open.length || open[number] != null || !answer(caller.socket(), number)) {
            dismiss(caller);
            return;
        }
        callers.remove(caller);
        spec.apply(caller.socket().options());
        open[number] = caller.socket();
    }

    private boolean answer(TcpSocket socket, int number) {
        NativeMemory bytes = new NativeMemory(Greeting.BYTES);
        bytes.bytes().put(0, greeting.encode(false, number));
        return socket.send(bytes.address(), Greeting.BYTES) == Greeting.BYTES;
    }

    private void dismiss(Caller caller) {
        stranger = "; a stranger called and said '" + Printable.of(caller.said()) + "'";
        callers.remove(caller);
        caller.socket().close();
    }

    private ProbeFailure nobodyCame() {
        long missing = Arrays.stream(open).filter(Objects::isNull).count();
        FailureCode code = stranger.isEmpty() ? FailureCode.CONNECT_FAILED : FailureCode.PEER_GARBAGE;
        return new ProbeFailure(
                code,
                "on " + where() + " " + missing + " of " + open.length + " connections did not come in time"
                        + stranger);
    }

    private String where() {
        return Listener.name(setup);
    }

    /** Stops listening and sends away who has not greeted; all, when not all came. */
    @Override
    public void close() {
        if (!delivered) {
            Arrays.stream(open).filter(Objects::nonNull).forEach(TcpSocket::close);
        }
        List.copyOf(callers).forEach(this::dismiss);
        libc.close(fd);
    }
}
