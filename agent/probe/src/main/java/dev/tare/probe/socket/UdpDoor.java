package dev.tare.probe.socket;

import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Gives each sender of datagrams at one port a socket of its own: the one that took its first datagram is connected with it, and
 * another takes the port. A connected socket has what its peer sends. For one thread.
 */
public final class UdpDoor implements AutoCloseable {

    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;

    private final Libc libc = new Libc();
    private final Poll poll = new Poll();
    private final NativeMemory sender = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory length = new NativeMemory(Integer.BYTES);
    private final NativeMemory bytes;
    private final Place place;
    private final InetAddress peer;
    private final int helloBytes;
    private final int bufferBytes;
    private UdpSocket listening;

    /**
     * Takes the port.
     *
     * @param peer what others send is thrown away
     * @param helloBytes of a first datagram
     * @param bufferBytes of each direction; 0 leaves the stack's own
     */
    public UdpDoor(Place place, InetAddress peer, int helloBytes, int bufferBytes) throws ProbeFailure {
        this.place = place;
        this.peer = peer;
        this.helloBytes = helloBytes;
        this.bufferBytes = bufferBytes;
        this.bytes = new NativeMemory(helloBytes + 1);
        this.listening = open();
    }

    private UdpSocket open() throws ProbeFailure {
        int fd = libc.socket(SocketAddressCodec.family(place.address()), SOCK_DGRAM | SOCK_CLOEXEC, 0);
        UdpSocket socket = new UdpSocket(fd);
        int result = fd;
        if (fd >= 0) {
            socket.options().reuseAddress();
            if (bufferBytes > 0) {
                socket.options().buffers(bufferBytes);
            }
            result = libc.bind(fd, sender, SocketAddressCodec.write(place.address(), place.port(), sender));
        }
        if (result < 0) {
            socket.close();
            FailureCode code = result == -Errno.EADDRINUSE ? FailureCode.PORT_IN_USE : FailureCode.BIND_FAILED;
            throw new ProbeFailure(code, "cannot take UDP " + place + ": " + Errno.describe(-result));
        }
        return socket;
    }

    /** Of whose first datagram came within a slice of time, answered. */
    public Optional<UdpSocket> next(byte[] answer) throws SocketError, ProbeFailure {
        if (poll.ready(Poll.IN, listening.fd()).isEmpty()) {
            return Optional.empty();
        }
        length.bytes().putInt(0, SocketAddressCodec.MAXIMUM_BYTES);
        long received = libc.recvfrom(listening.fd(), bytes.address(), helloBytes + 1L, MSG_DONTWAIT, sender, length);
        if (received != helloBytes
                || !SocketAddressCodec.read(sender).getAddress().equals(peer)) {
            return Optional.empty();
        }
        SocketError.check(
                "connect", libc.connect(listening.fd(), sender, length.bytes().getInt(0)));
        UdpSocket connected = listening;
        listening = open();
        NativeMemory words = new NativeMemory(answer.length);
        words.bytes().put(0, answer);
        SocketError.check("send", (int) connected.send(words.address(), answer.length));
        return Optional.of(connected);
    }

    /** The sockets that were given away stay open. */
    @Override
    public void close() {
        listening.close();
    }
}
