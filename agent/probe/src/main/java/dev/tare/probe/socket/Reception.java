package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.TrialSetup;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes one connection of the peer after the other, on one thread and without allocating; strangers are sent away. */
public final class Reception implements Duplex {

    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int BACKLOG = 128;

    /** Of a message: a segment or a few. */
    private static final int SHORT_BYTES = 4096;

    /** So that who waits sees that it shall not; inherited by what is accepted. */
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A caller who says nothing for this many waits, several retransmissions long, is sent away. */
    private static final int MOST_WAITS = 30;

    private static final int MOST_TRIES = 40;
    private static final long TRY_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int INET_OFFSET = 4;
    private static final int INET6_OFFSET = 8;

    private final Libc libc = new Libc();
    private final Descriptor listening;
    private final Descriptor current = new Descriptor();
    private final NativeMemory caller = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory length = new NativeMemory(Integer.BYTES);
    private final byte[] peer;
    private final int addressOffset;
    private final int listener;
    private int fd = -1;

    private Reception(int listener, Descriptor listening, byte[] peer) {
        this.listener = listener;
        this.listening = listening;
        this.peer = peer;
        this.addressOffset = peer.length == 4 ? INET_OFFSET : INET6_OFFSET;
    }

    /** Listens; whoever is at the other end of {@code link} is the peer. */
    public static Reception of(TrialSetup setup, SocketSpec spec, TcpSocket link) throws ProbeFailure {
        try {
            byte[] peer = link.options().peerAddress().getAddress().getAddress();
            int listener = listenAgain(setup, spec);
            new SocketOptions(listener).receiveTimeout(WAIT_NANOS);
            Descriptor listening = new Descriptor();
            listening.set(listener);
            return new Reception(listener, listening, peer);
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.PEER_CLOSED, "right after it connected: " + e.getMessage());
        }
    }

    /**
     * This very process listened there a moment ago, for the links; a child that it is just starting holds a copy of that until it
     * is another program.
     */
    private static int listenAgain(TrialSetup setup, SocketSpec spec) throws ProbeFailure {
        int tried = 1;
        while (true) {
            try {
                return Listener.open(setup, spec, 0, BACKLOG);
            } catch (ProbeFailure e) {
                if (e.code() != FailureCode.PORT_IN_USE || tried++ == MOST_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(TRY_AGAIN_NANOS);
            }
        }
    }

    /** Another place at the same port, for another thread. */
    public Reception beside() {
        return new Reception(listener, listening, peer);
    }

    /** Positive when somebody is there, zero when nobody came for a while, else {@code -errno}. */
    public int next() {
        length.bytes().putInt(0, SocketAddressCodec.MAXIMUM_BYTES);
        fd = libc.accept4(listener, caller, length, SOCK_CLOEXEC);
        if (fd < 0) {
            boolean passing = fd == -Errno.EAGAIN || fd == -Errno.EINTR || fd == -Errno.ECONNABORTED;
            return passing ? 0 : fd;
        }
        if (!isPeer()) {
            libc.close(fd);
            return 0;
        }
        return current.set(fd) ? 1 : 0;
    }

    private boolean isPeer() {
        for (int i = 0; i < peer.length; i++) {
            if (caller.bytes().get(addressOffset + i) != peer[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long send(long address, long bytes) {
        long sent = bytes <= SHORT_BYTES ? libc.sendAtOnce(fd, address, bytes, MSG_NOSIGNAL) : -Errno.EAGAIN;
        while (sent == -Errno.EAGAIN || sent == -Errno.EINTR) {
            sent = libc.send(fd, address, bytes, MSG_NOSIGNAL);
        }
        return sent;
    }

    @Override
    public long receive(long address, long bytes) {
        long received;
        int waits = 0;
        do {
            received = libc.recvExactly(fd, address, bytes, 0);
        } while (received == -Errno.EINTR || (received == -Errno.EAGAIN && ++waits < MOST_WAITS));
        return received;
    }

    /** Ends the connection there is. */
    public void hangUp() {
        current.close();
    }

    /** Ends everything at once, and all listening beside. From any thread. */
    public void wake() {
        listening.wake();
        current.wake();
    }

    /** Listens no longer, here and beside. */
    public void close() {
        current.close();
        listening.close();
    }
}
