package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.setup.Stopped;
import java.util.Arrays;

/**
 * Messages on a connection whose other end may say anything, or nothing: each is read and written whole, within a patience. For
 * one thread; no other uses the socket but to wake it.
 */
public final class ByteLine {

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int PIECE_BYTES = 4096;

    private final Libc libc = new Libc();
    private final Poll poll = new Poll();
    private final NativeMemory piece = new NativeMemory(PIECE_BYTES);
    private final TcpSocket socket;

    public ByteLine(TcpSocket socket) {
        this.socket = socket;
    }

    public TcpSocket socket() {
        return socket;
    }

    /** Whether there is something to read, the end of the stream included, after a slice of time at most. */
    public boolean isReadable() throws SocketError {
        return !poll.ready(Poll.IN, socket.fd()).isEmpty();
    }

    /** As {@link #isReadable}, without waiting. */
    public boolean hasSomething() throws SocketError {
        return !poll.now(Poll.IN, socket.fd()).isEmpty();
    }

    /** Exactly so many bytes; the end of the stream before is an error. */
    public byte[] read(int bytes, Patience patience) throws SocketError, Stopped {
        byte[] message = new byte[bytes];
        int read = 0;
        while (read < bytes) {
            await(Poll.IN, patience, "waiting for the peer's words");
            long more =
                    libc.recvExactly(socket.fd(), piece.address(), Math.min(PIECE_BYTES, bytes - read), MSG_DONTWAIT);
            if (more == 0) {
                throw new SocketError("the peer ended the connection", Errno.ECONNRESET);
            }
            if (more > 0) {
                piece.bytes().get(0, message, read, (int) more);
                read += (int) more;
            } else if (more != -Errno.EAGAIN && more != -Errno.EINTR) {
                throw new SocketError("recv", (int) -more);
            }
        }
        return message;
    }

    /** All of it, or an error: also where the peer takes nothing any more. */
    public void write(byte[] message, Patience patience) throws SocketError, Stopped {
        int written = 0;
        while (written < message.length) {
            byte[] part = Arrays.copyOfRange(message, written, Math.min(message.length, written + PIECE_BYTES));
            piece.bytes().put(0, part);
            await(Poll.OUT, patience, "waiting for the peer to listen");
            long more = libc.sendAtOnce(socket.fd(), piece.address(), part.length, MSG_NOSIGNAL);
            if (more >= 0) {
                written += (int) more;
            } else if (more != -Errno.EAGAIN && more != -Errno.EINTR) {
                throw new SocketError("send", (int) -more);
            }
        }
    }

    private void await(short event, Patience patience, String what) throws SocketError, Stopped {
        do {
            if (patience.isOver()) {
                throw new SocketError(what, Errno.ETIMEDOUT);
            }
        } while (poll.ready(event, socket.fd()).isEmpty());
    }
}
