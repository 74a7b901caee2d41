package dev.tare.common.clock.udp;

import dev.tare.common.clock.Exchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks a {@link ClockAnswerer}, one question after the other. A lost question is a missing exchange, nothing else. For one
 * thread at a time.
 *
 * <pre>{@code
 * try (ClockAsker asker = ClockAsker.open(local, answererAddress, token, clocks)) {
 *     Asked asked = asker.ask(100, Duration.ofMillis(1), Duration.ofSeconds(2));
 *     ClockFit.of(asked.exchanges(), ClockTolerance.COMPUTERS)...
 * }
 * }</pre>
 */
public final class ClockAsker implements AutoCloseable {

    /** An answer that has not come in this time is taken for lost; if it comes it is late, and a sign of life only. */
    private static final Duration LOST_AFTER = Duration.ofMillis(50);

    private final StampedSocket socket;
    private final Stamping stamping;
    private final InetSocketAddress answerer;
    private final byte[] token;
    private int sequence;
    private OptionalLong heardNanos = OptionalLong.empty();
    /** The answer that came last, until the next one has brought the stamp of its departure. */
    private @Nullable Heard last;

    private ClockAsker(StampedSocket socket, InetSocketAddress answerer, byte[] token, HostClocks clocks) {
        this.socket = socket;
        this.answerer = answerer;
        this.token = token.clone();
        this.stamping = new Stamping(clocks, socket);
    }

    /**
     * What came of the questions.
     *
     * @param exchanges on the monotonic clocks of both hosts, in the order of the questions
     * @param asked how many questions were sent
     * @param wallSteps how often this host's wall clock was set meanwhile
     */
    public record Asked(List<Exchange> exchanges, int asked, int wallSteps) {

        public Asked {
            exchanges = List.copyOf(exchanges);
        }
    }

    /** {@code local} may be the wildcard address. */
    public static ClockAsker open(InetAddress local, InetSocketAddress answerer, byte[] token, HostClocks clocks)
            throws IOException {
        if (token.length != ClockPacket.TOKEN_BYTES) {
            throw new IllegalArgumentException("a token of " + token.length + " bytes");
        }
        return new ClockAsker(StampedSocket.open(local, LOST_AFTER), answerer, token, clocks);
    }

    /**
     * Asks so often, and gives the exchanges that are whole by then. An answer brings the last stamp of the one before: the last
     * answer's own exchange is therefore the first that the next call gives, however much later that is.
     *
     * @param spacing from question to question, longer when answers are slow
     * @param limit after it no more questions are asked
     */
    public Asked ask(int questions, Duration spacing, Duration limit) throws IOException, InterruptedException {
        List<Exchange> exchanges = new ArrayList<>(questions);
        int steps = stamping.steps();
        long startNanos = System.nanoTime();
        int asked = 0;
        while (asked < questions && System.nanoTime() - startNanos <= limit.toNanos()) {
            pace(startNanos + asked * spacing.toNanos());
            Heard next = ask();
            asked++;
            if (last != null) {
                exchanges.add(last.exchange(next));
            }
            last = next;
        }
        return new Asked(exchanges, asked, stamping.steps() - steps);
    }

    /** When an answer came last, on this host's monotonic clock: also one that was too late for an exchange. Empty where none ever came. */
    public OptionalLong heardNanos() {
        return heardNanos;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static void pace(long dueNanos) throws InterruptedException {
        long leftNanos = dueNanos - System.nanoTime();
        if (leftNanos > 0) {
            Thread.sleep(Duration.ofNanos(leftNanos));
        } else if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Null when no answer came in time. */
    private @Nullable Heard ask() throws IOException {
        int question = sequence++;
        ClockPacket.question(question).write(token, socket.outgoing());
        stamping.look();
        int steps = stamping.steps();
        int send = stamping.nextSend();
        long calledNanos = stamping.nanos();
        socket.send(answerer, ClockPacket.BYTES);
        long deadlineNanos = System.nanoTime() + LOST_AFTER.toNanos();
        do {
            int length = socket.receive();
            long readNanos = stamping.nanos();
            ClockPacket answer = length < 0 ? null : ClockPacket.read(token, socket.payload(), length);
            if (answer != null && answer.kind() == ClockPacket.Kind.ANSWER) {
                heardNanos = OptionalLong.of(readNanos);
            }
            if (answer != null && answer.kind() == ClockPacket.Kind.ANSWER && answer.sequence() == question) {
                long cameNanos = stamping.received(steps, calledNanos, readNanos);
                long leftNanos = stamping.sent(send, steps, calledNanos);
                return new Heard(leftNanos == StampedSocket.NONE ? calledNanos : leftNanos, answer, cameNanos);
            }
            // something else came, or nothing: each wait is as long as an answer may take
        } while (System.nanoTime() - deadlineNanos < 0);
        return null;
    }

    /** An answered question. */
    private record Heard(long leftNanos, ClockPacket answer, long cameNanos) {

        /** With the better stamp of the answer's departure, if the next answer brought it. */
        Exchange exchange(@Nullable Heard next) {
            long sentNanos = answer.sentNanos();
            if (next != null && next.answer.earlier() == answer.sequence()) {
                sentNanos = Math.max(sentNanos, next.answer.earlierSentNanos());
            }
            return new Exchange(leftNanos, answer.receivedNanos(), sentNanos, cameNanos);
        }
    }
}
