package dev.tare.probe.exec;

import dev.tare.probe.clock.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of an engine, as a process: what it writes goes to the sink as it comes, and whatever it has started ends with it. */
final class Child {

    private static final int PIECE_BYTES = 64 * 1024;

    /** A grandchild may hold a pipe open; it ends with the instance at the latest. */
    private static final long AFTERMATH_MILLIS = 1_000;

    private final EngineRun call;
    private final int run;
    private final EngineSink sink;
    private final OutputLimit limit;
    private final NanoClock clock;
    private final long startNanos;
    private final Process process;
    private final List<Thread> pumps;
    private final LastWords out = new LastWords();
    private final LastWords err = new LastWords();
    private final AtomicReference<@Nullable Kill> kill = new AtomicReference<>();
    private volatile boolean heard;
    private volatile boolean over;

    private Child(
            EngineRun call,
            int run,
            EngineSink sink,
            OutputLimit limit,
            NanoClock clock,
            long startNanos,
            Process process) {
        this.call = call;
        this.run = run;
        this.sink = sink;
        this.limit = limit;
        this.clock = clock;
        this.startNanos = startNanos;
        this.process = process;
        this.pumps = List.of(
                Thread.ofPlatform()
                        .daemon()
                        .name("engine-out")
                        .unstarted(() -> pump(process.getInputStream(), out, false)),
                Thread.ofPlatform()
                        .daemon()
                        .name("engine-err")
                        .unstarted(() -> pump(process.getErrorStream(), err, true)));
    }

    /** Why the probe ended an engine. */
    enum Kill {
        STOPPED("the trial was stopped"),
        OVERDUE("it did not end in time"),
        TOO_MUCH_OUTPUT("it wrote more than " + OutputLimit.BYTES + " bytes"),
        UNHEARD("the agent reads no more"),
        CLIENT_GONE("its client was done");

        private final String words;

        Kill(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Starts it. */
    static Child start(EngineRun call, int run, EngineLayer layer, EngineSink sink, OutputLimit limit, NanoClock clock)
            throws IOException {
        long startNanos = clock.nanos();
        Process process = new ProcessBuilder(layer.command(call.arguments())).start();
        process.getOutputStream().close();
        Child child = new Child(call, run, sink, limit, clock, startNanos, process);
        return child;
    }

    /** From now on, and from its beginning, what it writes goes to the sink. Before that it waits in the pipe. */
    void listen() {
        heard = true;
        pumps.forEach(Thread::start);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** With all its descendants, at once. The first reason counts. From any thread. */
    void kill(Kill why) {
        kill.compareAndSet(null, why);
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Empty while nobody has killed it. */
    @Nullable
    Kill killed() {
        return kill.get();
    }

    /** Waits for its end. The sink is told, unless nobody ever listened. */
    EngineEnd await() throws IOException {
        if (!heard) {
            pumps.forEach(Thread::start);
        }
        int status;
        try {
            status = process.waitFor();
            for (Thread pump : pumps) {
                pump.join(AFTERMATH_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the trial", e);
        }
        over = true;
        Kill why = kill.get();
        EngineEnd end = new EngineEnd(
                call.arguments(), call.phase(), status, startNanos, clock.nanos(), why == null ? "" : why.words());
        if (heard) {
            sink.ended(run, end);
        }
        return end;
    }

    /** What it said last: of its errors, or else of its report. */
    String lastWords() {
        return err.text().isEmpty() ? out.text() : err.text();
    }

    private void pump(InputStream from, LastWords last, boolean stderr) {
        byte[] piece = new byte[PIECE_BYTES];
        try (from) {
            for (int read = from.read(piece); read >= 0 && !over; read = from.read(piece)) {
                last.add(piece, read);
                pass(piece, read, stderr);
            }
        } catch (IOException e) {
            System.err.println("tare-probe: the engine's output breaks off: " + e.getMessage());
        }
    }

    private void pass(byte[] piece, int length, boolean stderr) {
        if (!heard) {
            return;
        }
        int kept = limit.take(length);
        try {
            if (kept > 0) {
                sink.wrote(run, stderr, piece, kept);
            }
        } catch (IOException e) {
            System.err.println("tare-probe: the agent reads no more: " + e.getMessage());
            kill(Kill.UNHEARD);
        }
        if (kept < length) {
            kill(Kill.TOO_MUCH_OUTPUT);
        }
    }
}
