package dev.tare.common.clock.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.clock.ClockEstimate;
import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over the loopback, between clocks of one machine that are shifted by a known amount: so the truth is known. */
@Timeout(30)
final class UdpClockTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration SPACING = Duration.ofNanos(200_000);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void theTruthIsWithinTheBound() throws Exception {
        try (ClockAnswerer answerer = ClockAnswerer.open(LOOPBACK, shifted(HOUR))) {
            ClockAsker.Asked asked = ask(answerer.address(), answerer.token(), shifted(0), 200);

            assertThat(asked.exchanges()).hasSizeBetween(50, 200);
            assertThat(asked.wallSteps()).isZero();
            within(asked, HOUR);
        }
    }

    @Test
    void aStrangersPacketsAreIgnored() throws Exception {
        try (ClockAnswerer answerer = ClockAnswerer.open(LOOPBACK, shifted(0));
                DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
            for (int length : List.of(0, 1, ClockPacket.BYTES, 200, 2_000)) {
                stranger.send(new DatagramPacket(new byte[length], length, answerer.address()));
            }

            assertThat(ask(answerer.address(), new byte[ClockPacket.TOKEN_BYTES], shifted(0), 2)
                            .exchanges())
                    .isEmpty();
            within(ask(answerer.address(), answerer.token(), shifted(0), 20), 0);
        }
    }

    @Test
    void lostDoubledLateAndReorderedPacketsOnlyCostExchanges() throws Exception {
        try (ClockAnswerer answerer = ClockAnswerer.open(LOOPBACK, shifted(-HOUR));
                UdpProxy proxy = UdpProxy.to(answerer.address(), 1)) {
            ClockAsker.Asked asked = ask(proxy.address(), answerer.token(), shifted(0), 60);

            assertThat(asked.exchanges()).hasSizeBetween(5, 59);
            within(asked, -HOUR);
        }
    }

    @Test
    void aQuestionsCopyIsNotAnsweredAgain() throws Exception {
        try (ClockAnswerer answerer = ClockAnswerer.open(LOOPBACK, shifted(0));
                DatagramSocket between = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofPlatform().daemon().start(() -> passOnWithCopies(between, answerer.address()));
            InetSocketAddress copying = (InetSocketAddress) between.getLocalSocketAddress();

            ClockAsker.Asked asked = ask(copying, answerer.token(), shifted(0), 20);

            assertThat(asked.exchanges())
                    .hasSizeBetween(5, 19)
                    .allSatisfy(exchange -> assertThat(exchange.t3()).isLessThanOrEqualTo(exchange.t4()));
        }
    }

    /** Each question again when its answer has gone to who asked, and before his next; the copy's answer ends here. */
    private static void passOnWithCopies(DatagramSocket between, InetSocketAddress answerer) {
        try {
            DatagramPacket question = received(between);
            SocketAddress asker = question.getSocketAddress();
            int answered = -1;
            while (true) {
                DatagramPacket on = new DatagramPacket(question.getData(), question.getLength(), answerer);
                between.send(on);
                DatagramPacket answer = received(between);
                while (sequence(answer) == answered) {
                    answer = received(between);
                }
                answered = sequence(answer);
                between.send(new DatagramPacket(answer.getData(), answer.getLength(), asker));
                Thread.sleep(1);
                between.send(on);
                question = received(between);
                while (!question.getSocketAddress().equals(asker)) {
                    question = received(between);
                }
            }
        } catch (IOException | InterruptedException e) {
            if (!between.isClosed()) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static int sequence(DatagramPacket packet) {
        return ByteBuffer.wrap(packet.getData()).getInt(ClockPacket.TOKEN_BYTES + 4);
    }

    @Test
    void whoAnswersTooLateForAnExchangeIsStillHeard() throws Exception {
        try (ClockAnswerer answerer = ClockAnswerer.open(LOOPBACK, shifted(0));
                DatagramSocket between = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofPlatform().daemon().start(() -> passOnLate(between, answerer.address()));
            long before = System.nanoTime();
            InetSocketAddress late = (InetSocketAddress) between.getLocalSocketAddress();
            try (ClockAsker asker = ClockAsker.open(LOOPBACK, late, answerer.token(), shifted(0))) {
                assertThat(asker.heardNanos()).isEmpty();
                assertThat(asker.ask(10, SPACING, LIMIT).exchanges()).isEmpty();
                assertThat(asker.heardNanos().orElseThrow() - before).isPositive();
            }
        }
    }

    /** Each answer waits for the next question, before which its own has been taken for lost. */
    private static void passOnLate(DatagramSocket between, InetSocketAddress answerer) {
        try {
            DatagramPacket held = null;
            while (true) {
                DatagramPacket packet = received(between);
                if (packet.getSocketAddress().equals(answerer)) {
                    held = packet;
                    continue;
                }
                if (held != null) {
                    between.send(new DatagramPacket(held.getData(), held.getLength(), packet.getSocketAddress()));
                    held = null;
                }
                between.send(new DatagramPacket(packet.getData(), packet.getLength(), answerer));
            }
        } catch (IOException e) {
            if (!between.isClosed()) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static DatagramPacket received(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        return packet;
    }

    @Test
    void aWallClockThatStepsMeanwhileChangesNothing() throws Exception {
        AtomicLong looks = new AtomicLong();
        // hours forth and back, every few looks, of the asker's host alone
        LongUnaryOperator steps = wall -> wall + (looks.incrementAndGet() / 7 % 2) * HOUR;
        HostClocks clocks = new HostClocks(System::nanoTime, () -> steps.applyAsLong(HostClocks.wallNanos()));
        try (ClockAnswerer answerer = ClockAnswerer.open(LOOPBACK, shifted(HOUR))) {
            ClockAsker.Asked asked = ask(answerer.address(), answerer.token(), clocks, 100);

            assertThat(asked.wallSteps()).isPositive();
            within(asked, HOUR);
        }
    }

    @Test
    void theLastAnswersExchangeComesWithTheNextCall() throws Exception {
        try (ClockAnswerer answerer = ClockAnswerer.open(LOOPBACK, shifted(HOUR));
                ClockAsker asker = ClockAsker.open(LOOPBACK, answerer.address(), answerer.token(), shifted(0))) {
            assertThat(asker.ask(1, SPACING, LIMIT).exchanges()).isEmpty();

            long between;
            List<Exchange> next;
            do {
                between = System.nanoTime();
                next = asker.ask(1, SPACING, LIMIT).exchanges();
                // an answer that a busy machine brings too late is none
            } while (next.isEmpty());

            Exchange first = next.getFirst();
            assertThat(first.t4() - between).isNegative();
            assertThat(first.t3() - first.t2()).isNotNegative();
        }
    }

    @Test
    void whoIsClosedAnswersNoMoreAndEnds() throws Exception {
        ClockAnswerer answerer = ClockAnswerer.open(LOOPBACK, shifted(0));
        assertThat(ask(answerer.address(), answerer.token(), shifted(0), 20).exchanges())
                .isNotEmpty();

        answerer.close();
        answerer.awaitEnd();

        assertThat(ask(answerer.address(), answerer.token(), shifted(0), 2).exchanges())
                .isEmpty();
        answerer.close();
    }

    @Test
    void whereNobodyAnswersThereIsNothing() throws Exception {
        InetSocketAddress nobody;
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }

        ClockAsker.Asked asked = ask(nobody, new byte[ClockPacket.TOKEN_BYTES], shifted(0), 3);

        assertThat(asked.exchanges()).isEmpty();
        assertThat(asked.asked()).isEqualTo(3);
    }

    private static ClockAsker.Asked ask(InetSocketAddress answerer, byte[] token, HostClocks clocks, int count)
            throws Exception {
        try (ClockAsker asker = ClockAsker.open(LOOPBACK, answerer, token, clocks)) {
            return asker.ask(count, SPACING, LIMIT);
        }
    }

    private static HostClocks shifted(long nanos) {
        return HostClocks.of(() -> System.nanoTime() + nanos);
    }

    private static void within(ClockAsker.Asked asked, long truth) {
        ClockFit fit = ClockFit.of(asked.exchanges(), ClockTolerance.COMPUTERS).orElseThrow();
        ClockEstimate estimate = fit.atMiddle();
        assertThat(fit.impossible()).isZero();
        assertThat(fit.straight()).isTrue();
        assertThat(Math.abs(estimate.offsetNanos() - truth))
                .as("error of %s", estimate)
                .isLessThanOrEqualTo(estimate.boundNanos());
    }
}
