package dev.tare.common.clock.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Answers one asker's questions for this host's clock, on a port and with a token of its own, until it is closed. What is
 * not ours is ignored.
 */
public final class ClockAnswerer implements AutoCloseable {

    /** How long it takes to see that it is closed. */
    private static final int LOOK_MILLIS = 100;

    private final byte[] token = new byte[ClockPacket.TOKEN_BYTES];
    private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
    private final HostClocks clocks;
    private final Thread thread;
    private volatile boolean closed;

    private ClockAnswerer(InetAddress local, HostClocks clocks) {
        new SecureRandom().nextBytes(token);
        this.clocks = clocks;
        this.thread = Thread.ofPlatform().name("tare-clock").daemon().unstarted(() -> run(local));
    }

    /** Answers on that address, at a free port. */
    public static ClockAnswerer open(InetAddress local, HostClocks clocks) throws IOException {
        ClockAnswerer answerer = new ClockAnswerer(local, clocks);
        answerer.thread.start();
        try {
            answerer.address.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException why) {
                throw why;
            }
            throw e;
        }
        return answerer;
    }

    public InetSocketAddress address() {
        return address.join();
    }

    /** 16 bytes that questions have to carry. */
    public byte[] token() {
        return token.clone();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run(InetAddress local) {
        try (StampedSocket socket = StampedSocket.open(local)) {
            address.complete(socket.local());
            answer(socket);
        } catch (IOException e) {
            if (!address.completeExceptionally(e)) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(StampedSocket socket) throws IOException {
        Stamping stamping = new Stamping(clocks, socket);
        long openedNanos = stamping.nanos();
        Earlier earlier = Earlier.NONE;
        while (!closed) {
            int steps = stamping.steps();
            int length = socket.receive(LOOK_MILLIS);
            long readNanos = stamping.nanos();
            if (length < 0) {
                earlier = earlier.ask(stamping);
                stamping.look();
                continue;
            }
            ClockPacket question = ClockPacket.read(token, socket.payload(), length);
            if (question == null || question.kind() != ClockPacket.Kind.QUESTION) {
                continue;
            }
            InetSocketAddress asker = socket.sender();
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
            socket.send(asker, ClockPacket.BYTES);
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
