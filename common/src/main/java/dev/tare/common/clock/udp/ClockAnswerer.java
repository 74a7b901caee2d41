package dev.tare.common.clock.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * Answers one asker's questions for this host's clock, on a port and with a token of its own, until it is closed. What is
 * not ours is ignored.
 */
public final class ClockAnswerer implements AutoCloseable {

    private final byte[] token = new byte[ClockPacket.TOKEN_BYTES];
    private final HostClocks clocks;
    private final StampedSocket socket;
    private final InetSocketAddress address;
    private final Thread thread;
    private volatile boolean closed;

    private ClockAnswerer(StampedSocket socket, HostClocks clocks) throws IOException {
        new SecureRandom().nextBytes(token);
        this.clocks = clocks;
        this.socket = socket;
        this.address = socket.local();
        this.thread = Thread.ofPlatform().name("tare-clock").daemon().unstarted(this::run);
    }

    /** Answers on that address, at a free port. */
    public static ClockAnswerer open(InetAddress local, HostClocks clocks) throws IOException {
        StampedSocket socket = StampedSocket.open(local, Duration.ZERO);
        try {
            ClockAnswerer answerer = new ClockAnswerer(socket, clocks);
            answerer.thread.start();
            return answerer;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    /** 16 bytes that questions have to carry. */
    public byte[] token() {
        return token.clone();
    }

    @Override
    public void close() {
        closed = true;
        socket.wake();
    }

    /** Returns when its port is closed, which is soon after {@link #close}. */
    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    private void run() {
        try (socket) {
            answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer() throws IOException {
        Stamping stamping = new Stamping(clocks, socket);
        long openedNanos = stamping.nanos();
        Earlier earlier = Earlier.NONE;
        InetSocketAddress asker = null;
        int stepsBefore = stamping.steps();
        while (!closed) {
            int length = socket.receive();
            long readNanos = stamping.nanos();
            // it may have come while the one before was being answered
            int steps = stepsBefore;
            stepsBefore = stamping.steps();
            ClockPacket question = length < 0 ? null : ClockPacket.read(token, socket.payload(), length);
            if (question == null || question.kind() != ClockPacket.Kind.QUESTION) {
                continue;
            }
            InetSocketAddress sender = socket.sender();
            if (!sender.equals(asker)) {
                asker = sender;
                earlier = Earlier.NONE;
            } else if (question.sequence() <= earlier.sequence()) {
                // A copy. Its answer would leave after the one that the asker had, and the next would tell him that
                // later instant.
                continue;
            }
            long receivedNanos = stamping.received(steps, openedNanos, readNanos);
            earlier = earlier.ask(stamping);
            int send = stamping.nextSend();
            int stepsAtSend = stamping.steps();
            long sentNanos = stamping.nanos();
            new ClockPacket(
                            ClockPacket.Kind.ANSWER,
                            question.sequence(),
                            receivedNanos,
                            sentNanos,
                            earlier.known() ? earlier.sequence() : -1,
                            earlier.leftNanos())
                    .write(token, socket.outgoing());
            socket.send(sender, ClockPacket.BYTES);
            earlier = new Earlier(question.sequence(), send, stepsAtSend, sentNanos, StampedSocket.NONE).ask(stamping);
        }
    }

    /** The last answer, and when the kernel says that it left. */
    private record Earlier(int sequence, int send, int steps, long calledNanos, long leftNanos) {

        static final Earlier NONE = new Earlier(-1, -1, 0, 0, 0);

        boolean known() {
            return sequence >= 0 && leftNanos != StampedSocket.NONE;
        }

        /** The stamp is mostly there when the send returns, but need not be. */
        Earlier ask(Stamping stamping) throws IOException {
            if (sequence < 0 || known()) {
                return this;
            }
            return new Earlier(sequence, send, steps, calledNanos, stamping.sent(send, steps, calledNanos));
        }
    }
}
