package dev.tare.agent.runtime;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.FencedLedger;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Workplace;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the bundle's {@code java -version} in a runtime and takes everything away again. */
public final class Rehearsal {

    private static final List<String> PROGRAM = List.of("/jre/bin/java", "-Xshare:auto", "-Xint", "-version");
    private static final int STDERR_BYTES = 4096;

    private final Workplace workplace;
    private final Ledger ledger;
    private final Sweeper sweeper;
    private final Map<String, Play> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private volatile boolean ended;

    @Inject
    Rehearsal(Workplace workplace, Ledger ledger, Sweeper sweeper) {
        this.workplace = workplace;
        this.ledger = ledger;
        this.sweeper = sweeper;
    }

    /** One that is not over, and who plays it. */
    private record Play(FencedLedger ledger, Thread thread, CountDownLatch over) {}

    /** Whether the entry is of one that is not over: a sweep leaves it, or it would be found not to work. */
    public boolean holds(Entry entry) {
        return underWay.containsKey(entry.trialId());
    }

    /**
     * No more are begun, for the agent ends. What is under way makes nothing more, is interrupted and takes away what it
     * has made.
     *
     * @return whether all of it was over in time
     */
    public boolean end(Duration patience) throws InterruptedException {
        ended = true;
        List<Play> plays = List.copyOf(underWay.values());
        for (Play play : plays) {
            play.ledger().close();
            play.thread().interrupt();
        }
        Deadline deadline = Deadline.after(patience);
        boolean over = true;
        for (Play play : plays) {
            over &= play.over().await(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        }
        return over;
    }

    /**
     * Why it did not work; empty when it did.
     *
     * @param name of what is tried, e.g. {@code gvisor-systrap}, in the grammar of trial names
     * @param launch is given the host's network; it may leave it
     */
    Optional<String> objection(String name, Map<String, String> options, Usability.Launch launch, Deadline deadline)
            throws IOException, InterruptedException {
        String trialId = "check-" + name + "-" + last.incrementAndGet();
        LaunchSpec spec = new LaunchSpec(
                trialId,
                options,
                workplace.rootfs(),
                PROGRAM,
                Map.of(),
                List.of(),
                new Attachment.HostNetns("", List.of()));
        Play play = new Play(new FencedLedger(ledger), Thread.currentThread(), new CountDownLatch(1));
        underWay.put(trialId, play);
        try {
            if (ended) {
                throw new IOException("the agent is shutting down");
            }
            return play(spec, launch, play.ledger(), deadline);
        } finally {
            // who is interrupted takes away what was made all the same, as a trial's end does
            boolean interrupted = Thread.interrupted();
            try {
                sweeper.sweep(entry -> entry.trialId().equals(trialId));
            } finally {
                underWay.remove(trialId);
                play.over().countDown();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static Optional<String> play(LaunchSpec spec, Usability.Launch launch, Ledger ledger, Deadline deadline)
            throws IOException, InterruptedException {
        long patienceMillis = deadline.left().toMillis();
        Instance instance = launch.launch(spec, ledger);
        try (InputStream _ = instance.out();
                InputStream err = instance.err()) {
            return outcome(instance, err, deadline, patienceMillis);
        }
    }

    private static Optional<String> outcome(Instance instance, InputStream err, Deadline deadline, long patienceMillis)
            throws IOException, InterruptedException {
        instance.in().close();
        OptionalInt status = instance.await(deadline.left());
        if (status.isEmpty()) {
            return Optional.of("a first one with nothing to do in it had not ended after " + patienceMillis
                    + " ms and was killed");
        }
        if (status.getAsInt() == 0) {
            return Optional.empty();
        }
        String stderr = new String(err.readNBytes(STDERR_BYTES), StandardCharsets.UTF_8).strip();
        return Optional.of("a first one ended with exit status " + status.getAsInt() + ": " + Printable.of(stderr));
    }
}
