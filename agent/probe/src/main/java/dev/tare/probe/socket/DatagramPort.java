package dev.tare.probe.socket;

import dev.tare.common.frame.Printable;
import dev.tare.common.linux.Errno;
import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.PacketStamps;
import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import java.net.InetAddress;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * Opens a UDP socket between two probes that have a TCP connection already. The client greets by datagram again and again
 * until the server answers, so that the server learns where datagrams come from (an address translator may have changed
 * it) and both know that they get through; then the client says so on the connection, and both sockets are connected.
 */
public final class DatagramPort implements Port {

    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final byte THERE = 'U';

    /** A greeting is repeated after this. */
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** One more than a greeting has: a longer datagram is none. */
    private static final int ROOM_BYTES = Greeting.BYTES + 1;

    private final Libc libc = new Libc();
    private final Poll poll = new Poll();
    private final NativeMemory address = new NativeMemory(SocketAddressCodec.MAXIMUM_BYTES);
    private final NativeMemory length = new NativeMemory(Integer.BYTES);
    private final NativeMemory bytes = new NativeMemory(ROOM_BYTES);
    private final TrialSetup setup;
    private final Greeting greeting;
    private final Patience patience;
    private final UdpSocket socket;
    private final boolean stamps;
    private boolean stamped;
    private boolean delivered;
    private String stranger = "";

    /** Takes the port: the server's own, or one that the kernel gives the client. */
    public DatagramPort(TrialSetup setup, Patience patience) throws ProbeFailure {
        this.setup = setup;
        this.greeting = new Greeting(setup.token());
        this.patience = patience;
        int family = SocketAddressCodec.family(setup.serverAddress());
        int fd = libc.socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        this.socket = new UdpSocket(fd);
        int bufferBytes = setup.options().number("buffer", 0);
        if (bufferBytes > 0) {
            socket.options().buffers(bufferBytes);
        }
        int result = fd < 0 ? fd : bind();
        if (result < 0) {
            socket.close();
            FailureCode code = result == -Errno.EADDRINUSE ? FailureCode.PORT_IN_USE : FailureCode.BIND_FAILED;
            String where = setup.client() ? "a port of the client" : server();
            throw new ProbeFailure(code, "cannot take " + where + ": " + Errno.describe(-result));
        }
        this.stamps =
                setup.client() && setup.options().text("timestamps", "off").equals("kernel");
        int stamping = stamps ? socket.stampPackets() : 0;
        if (stamping < 0) {
            socket.close();
            throw noStamps("SO_TIMESTAMPING: " + Errno.describe(-stamping));
        }
    }

    private int bind() {
        if (!setup.client()) {
            return bind(setup.serverAddress(), setup.serverPort());
        }
        int bound = setup.localAddress().isPresent() ? bind(setup.localAddress().get(), 0) : 0;
        int size = SocketAddressCodec.write(setup.serverAddress(), setup.serverPort(), address);
        return bound < 0 ? bound : libc.connect(socket.fd(), address, size);
    }

    private int bind(InetAddress local, int port) {
        return libc.bind(socket.fd(), address, SocketAddressCodec.write(local, port, address));
    }

    @Override
    public UdpSocket join(TcpSocket control) throws ProbeFailure, Stopped {
        try {
            if (setup.client()) {
                greet(control);
            } else {
                beGreeted(control);
            }
        } catch (SocketError e) {
            throw new ProbeFailure(FailureCode.CONNECT_FAILED, "greeting by datagram: " + e.getMessage());
        }
        delivered = true;
        return socket;
    }

    private void greet(TcpSocket control) throws SocketError, ProbeFailure, Stopped {
        long next = patience.nowNanos();
        while (!patience.isOver()) {
            if (patience.nowNanos() - next >= 0) {
                bytes.bytes().put(0, greeting.encode(true, 0));
                socket.send(bytes.address(), Greeting.BYTES); // refused while nobody listens: repeated
                next = patience.nowNanos() + REPEAT_NANOS;
            }
            if (!poll.ready(Poll.IN, socket.fd()).isEmpty()) {
                // as long as one is not taken, poll does not wait
                stamped |= stamps && socket.nextLeftNanos() != PacketStamps.NONE;
                long received = libc.recvExactly(socket.fd(), bytes.address(), ROOM_BYTES, MSG_DONTWAIT);
                if (isGreeting(received, false)) {
                    checkStamps();
                    bytes.bytes().put(0, THERE);
                    SocketError.check("send", (int) control.send(bytes.address(), 1));
                    return;
                }
            }
            checkControl(control);
        }
        throw nobodyAnswered("no answer by datagram from " + server());
    }

    /** A stack that does not know of stamps may agree to make them: what was sent by now has to have one. */
    private void checkStamps() throws ProbeFailure {
        if (stamps && !stamped) {
            throw noStamps("what was sent has none");
        }
    }

    private static ProbeFailure noStamps(String why) {
        return new ProbeFailure(
                FailureCode.OPTION_UNAVAILABLE,
                "timestamps kernel: the kernel gives no stamps of packets here: " + why);
    }

    private void beGreeted(TcpSocket control) throws SocketError, ProbeFailure, Stopped {
        boolean connected = false;
        while (!patience.isOver()) {
            BitSet ready = poll.ready(Poll.IN, socket.fd(), control.fd());
            if (ready.get(0)) {
                connected |= answer(connected);
            }
            if (ready.get(1) && connected) {
                long said = control.receive(bytes.address(), 1);
                if (said == 1 && bytes.bytes().get(0) == THERE) {
                    return;
                }
            }
            if (ready.get(1)) {
                checkControl(control);
            }
        }
        throw nobodyAnswered("no datagram of the client came to " + server());
    }

    /** True when this was the client. */
    private boolean answer(boolean connected) throws SocketError {
        length.bytes().putInt(0, SocketAddressCodec.MAXIMUM_BYTES);
        long received = libc.recvfrom(socket.fd(), bytes.address(), ROOM_BYTES, MSG_DONTWAIT, address, length);
        if (!isGreeting(received, true)) {
            return false;
        }
        if (!connected) {
            SocketError.check(
                    "connect", libc.connect(socket.fd(), address, length.bytes().getInt(0)));
        }
        bytes.bytes().put(0, greeting.encode(false, 0));
        socket.send(bytes.address(), Greeting.BYTES);
        return true;
    }

    private boolean isGreeting(long received, boolean ofClient) {
        if (received < 0) {
            return false;
        }
        byte[] said = bytes.copy((int) received);
        boolean ours = greeting.connection(ofClient, said).isPresent();
        if (!ours) {
            stranger = "; a stranger said '" + Printable.of(said) + "'";
        }
        return ours;
    }

    private void checkControl(TcpSocket control) throws ProbeFailure {
        if (control.hasEnded(bytes.address())) {
            throw new ProbeFailure(FailureCode.PEER_CLOSED, "the peer ended before datagrams got through");
        }
    }

    private ProbeFailure nobodyAnswered(String what) {
        return new ProbeFailure(
                stranger.isEmpty() ? FailureCode.CONNECT_FAILED : FailureCode.PEER_GARBAGE,
                what + " in time" + stranger);
    }

    private String server() {
        return "UDP " + Listener.name(setup);
    }

    /** Closes the socket, unless it was given away. */
    @Override
    public void close() {
        if (!delivered) {
            socket.close();
        }
    }
}
