package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.probe.setup.ProbeFailure;
import java.util.Optional;

/** Takes whoever calls at a port, without a greeting: who it is, others find out. For one thread. */
public final class TcpDoor implements AutoCloseable {

    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int BACKLOG = 128;

    private final Libc libc = new Libc();
    private final Poll poll = new Poll();
    private final int fd;
    private final SocketOptions options;

    private TcpDoor(int fd) {
        this.fd = fd;
        this.options = new SocketOptions(fd);
    }

    /** Listens; what comes has the options of {@code spec}. */
    public static TcpDoor open(Place place, SocketSpec spec) throws ProbeFailure {
        return new TcpDoor(Listener.open(place, spec, SOCK_NONBLOCK, BACKLOG));
    }

    /** What comes will have these. */
    public SocketOptions options() {
        return options;
    }

    /** Who called within a slice of time. */
    public Optional<TcpSocket> next() throws SocketError {
        return poll.ready(Poll.IN, fd).isEmpty() ? Optional.empty() : waiting();
    }

    /** Who has called already. */
    public Optional<TcpSocket> waiting() throws SocketError {
        int accepted = libc.accept4(fd, SOCK_CLOEXEC);
        boolean nobody = accepted == -Errno.EAGAIN || accepted == -Errno.EINTR || accepted == -Errno.ECONNABORTED;
        return nobody ? Optional.empty() : Optional.of(new TcpSocket(SocketError.check("accept", accepted)));
    }

    /** Stops listening. */
    @Override
    public void close() {
        libc.close(fd);
    }
}
