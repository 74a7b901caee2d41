package dev.tare.agent.service;

import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.StderrTail;
import dev.tare.agent.runtime.Instance;
import dev.tare.common.Words;
import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.Offset;
import dev.tare.common.frame.FrameException;
import dev.tare.common.frame.FrameReader;
import dev.tare.common.frame.FrameWriter;
import dev.tare.common.linux.KernelClock;
import dev.tare.proto.probe.v1.ClockPing;
import dev.tare.proto.probe.v1.ClockPong;
import dev.tare.proto.probe.v1.Hello;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.ProbeResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversation with one probe. What it says, and its end, go to the trial's mailbox. */
final class ProbeLink {

    /** Of a probe: no failure, but a cell that cannot be measured here. */
    private static final String OPTION_UNAVAILABLE = "option-unavailable";

    /** The first few of a young virtual machine are slow; the least delay of all counts. */
    static final int PINGS = 20;

    /** The code of an answer that did not come in time. */
    static final String LATE_CLOCK = "probe-hung";

    private static final Logger LOG = LoggerFactory.getLogger(ProbeLink.class);

    /**
     * The kernel gives the rest of a pipe and the status of a dead process at once; a probe that closes its stdout first and a busy
     * machine take their time.
     */
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    /** An instance is awaited in slices, because the contract has no endless wait. */
    private static final Duration AWAIT_SLICE = Duration.ofHours(1);

    private static final Path PROC = Path.of("/proc");

    private final Instance instance;
    private final Mailbox mailbox;
    private final OutputStream in;
    private final FrameWriter<ProbeRequest> writer;
    private final StderrTail stderr = new StderrTail();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final List<Thread> threads;
    private final List<Exchange> exchanges = new ArrayList<>();
    private boolean hasOwnClock;
    private int pings;

    private ProbeLink(Instance instance, Mailbox mailbox) {
        this.instance = instance;
        this.mailbox = mailbox;
        this.in = instance.in();
        this.writer = new FrameWriter<>(in);
        // reads of a pipe hold their carrier: platform threads
        Thread out = Thread.ofPlatform().name("tare-probe-out").daemon().unstarted(this::readOut);
        Thread err = Thread.ofPlatform().name("tare-probe-err").daemon().unstarted(() -> stderr.drain(instance.err()));
        this.threads = List.of(out, err);
        threads.forEach(Thread::start);
        Thread.ofVirtual().name("tare-probe-exit").start(this::awaitExit);
    }

    static ProbeLink open(Instance instance, Mailbox mailbox) {
        return new ProbeLink(instance, mailbox);
    }

    /** A probe that no longer reads has ended or soon will, which says more than the broken pipe. */
    void send(ProbeRequest request) throws TrialEnd, InterruptedException {
        try {
            writer.write(request);
        } catch (IOException e) {
            mailbox.probeEnded(endOf(e.getMessage()));
        }
    }

    /** The next message, which has to be of {@code kind}. */
    Mailbox.FromProbe expect(ProbeResponse.KindCase kind, Deadline deadline, String lateCode)
            throws TrialEnd, InterruptedException {
        Mailbox.FromProbe next = mailbox.next(deadline)
                .orElseThrow(() -> TrialEnd.failed(lateCode, "the probe did not say " + kind + " in time"));
        if (next.message().getKindCase() == kind) {
            return next;
        }
        throw unexpected(next.message(), kind.toString());
    }

    static TrialEnd unexpected(ProbeResponse message, String wanted) {
        if (message.hasFailure()) {
            String code = message.getFailure().getCode();
            String why = message.getFailure().getMessage();
            return code.equals(OPTION_UNAVAILABLE)
                    ? TrialEnd.unavailable(code, why, "leave the option out, or the cell")
                    : TrialEnd.failed(code, why);
        }
        return TrialEnd.failed("probe-garbage", "the probe said " + message.getKindCase() + " instead of " + wanted);
    }

    /**
     * How the probe's clock stands to the agent's: probe = agent + offset. Where it reads the very same clock, it is the
     * same, if what was measured has nothing against it.
     */
    Offset calibrate(Hello hello, Deadline deadline) throws TrialEnd, InterruptedException {
        Offset measured = measureClock(deadline);
        boolean same = KernelClock.read(PROC)
                .filter(ours -> ours.text().equals(hello.getKernelClock()))
                .isPresent();
        if (same && Math.abs(measured.offsetNanos()) <= measured.boundNanos()) {
            return new Offset(0, 0, measured.exchanges());
        }
        hasOwnClock = true;
        return measured;
    }

    /** Whether {@link #calibrate} found that the probe's clock is not the agent's. */
    boolean hasOwnClock() {
        return hasOwnClock;
    }

    /** All that was heard of the probe's clock, in order. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Asks for the probe's clock once. To be told to {@link #answered} with the same question. */
    Question ask() throws TrialEnd, InterruptedException {
        int sequence = pings++;
        ProbeRequest ping = ProbeRequest.newBuilder()
                .setClockPing(ClockPing.newBuilder().setSequence(sequence))
                .build();
        long sentNanos = System.nanoTime();
        send(ping);
        return new Question(sequence, sentNanos);
    }

    /** A question for the probe's clock that is on its way. */
    record Question(int sequence, long sentNanos) {}

    /** Takes the answer down; false where it is that of an earlier question. */
    boolean answered(Question question, Mailbox.FromProbe answer) throws TrialEnd {
        ClockPong pong = answer.message().getClockPong();
        if (Integer.compareUnsigned(pong.getSequence(), question.sequence()) > 0) {
            throw TrialEnd.failed(
                    "probe-garbage",
                    "the probe answered ping " + Integer.toUnsignedString(pong.getSequence()) + ", asked was "
                            + question.sequence());
        }
        if (pong.getSequence() != question.sequence()) {
            return false;
        }
        exchanges.add(new Exchange(
                question.sentNanos(), pong.getReceivedNanos(), pong.getSentNanos(), answer.receivedNanos()));
        return true;
    }

    private Offset measureClock(Deadline deadline) throws TrialEnd, InterruptedException {
        int already = exchanges.size();
        for (int i = 0; i < PINGS; i++) {
            Question question = ask();
            boolean answered = false;
            while (!answered) {
                answered = answered(question, expect(ProbeResponse.KindCase.CLOCK_PONG, deadline, LATE_CLOCK));
            }
        }
        List<Exchange> heard = exchanges.subList(already, exchanges.size());
        long lastNanos = heard.getLast().t4();
        return ClockFit.of(heard, ClockTolerance.COMPUTERS)
                .map(fit -> fit.at(lastNanos).offset())
                .orElseThrow(() -> TrialEnd.failed("probe-garbage", "no answer of the probe's clock can be true"));
    }

    /** End of file on its stdin, at which a probe ends by itself; empty when it still runs after {@code patience}. */
    OptionalInt close(Duration patience) throws InterruptedException {
        try {
            in.close();
        } catch (IOException e) {
            LOG.debug("stdin of the probe was closed already", e);
        }
        return instance.await(patience);
    }

    /** What it wrote to stderr. Called when the instance has been reaped, or is about to be. */
    String stderrTail() throws InterruptedException {
        Deadline aftermath = Deadline.after(AFTERMATH);
        for (Thread thread : threads) {
            thread.join(aftermath.left());
        }
        return stderr.text();
    }

    /** Empty while it runs. */
    OptionalInt exitStatus() {
        return exit.isDone() ? OptionalInt.of(exit.join()) : OptionalInt.empty();
    }

    private void readOut() {
        // closed when it has ended, or is not believed any more: who writes into it must not wait for a reader for ever
        try (InputStream out = instance.out()) {
            var reader = new FrameReader<>(out, ProbeResponse.parser());
            Optional<ProbeResponse> message = reader.read();
            while (message.isPresent()) {
                mailbox.put(new Mailbox.FromProbe(message.get(), System.nanoTime()));
                message = reader.read();
            }
            mailbox.probeEnded(endOf("it closed its stdout"));
        } catch (FrameException e) {
            mailbox.probeEnded(
                    e.fault() == FrameException.Fault.TRUNCATED
                            ? endOf(e.getMessage())
                            : TrialEnd.failed("probe-garbage", e));
        } catch (IOException e) {
            mailbox.probeEnded(endOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitExit() {
        try {
            OptionalInt status = instance.await(AWAIT_SLICE);
            while (status.isEmpty()) {
                status = instance.await(AWAIT_SLICE);
            }
            exit.complete(status.getAsInt());
            // what it said last is still in the pipe
            Deadline aftermath = Deadline.after(AFTERMATH);
            threads.getFirst().join(aftermath.left());
            mailbox.probeEnded(crash(status, "it ended by itself", aftermath));
        } catch (RuntimeException e) {
            mailbox.probeEnded(unknownEnd("it ended, or its runtime did", e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private TrialEnd endOf(@org.jspecify.annotations.Nullable String what) {
        Deadline aftermath = Deadline.after(AFTERMATH);
        try {
            return crash(instance.await(aftermath.left()), String.valueOf(what), aftermath);
        } catch (RuntimeException e) {
            return unknownEnd(what, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return TrialEnd.failed("probe-crashed", "the probe is gone: " + what);
        }
    }

    /** Nobody can say with which status, e.g. because the daemon that ran it is gone. */
    private static TrialEnd unknownEnd(@org.jspecify.annotations.Nullable String what, RuntimeException why) {
        LOG.debug("the runtime does not say how the probe ended", why);
        return TrialEnd.failed(
                "probe-crashed",
                "the probe is gone (" + what + "), and its runtime does not say how it ended: " + Words.of(why));
    }

    private TrialEnd crash(OptionalInt status, String what, Deadline aftermath) throws InterruptedException {
        String words = stderrWords(aftermath);
        if (status.isEmpty()) {
            return TrialEnd.failed("probe-crashed", "the probe is gone: " + what + words);
        }
        int code = status.getAsInt();
        String how = code > 128 ? "was killed by signal " + (code - 128) : "ended with status " + code;
        return TrialEnd.failed("probe-crashed", "the probe " + how + " (" + what + ")" + words);
    }

    /** What the runtime said last, e.g. why it could not start; it is still in the pipe when the end is seen. */
    private String stderrWords(Deadline aftermath) throws InterruptedException {
        threads.getLast().join(aftermath.left());
        return stderr.lastWords().map(words -> "; its last words: " + words).orElse("");
    }
}
