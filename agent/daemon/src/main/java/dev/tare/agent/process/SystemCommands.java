package dev.tare.agent.process;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands as processes of this machine; output is kept up to 4 MiB, stderr up to 64 KiB. */
final class SystemCommands implements Commands {

    private static final Logger LOG = LoggerFactory.getLogger(SystemCommands.class);
    private static final int OUTPUT_LIMIT_BYTES = 4 << 20;
    private static final int ERROR_LIMIT_BYTES = 64 << 10;

    /** What is killed ends in milliseconds, unless the kernel holds it. */
    private static final Duration DYING = Duration.ofSeconds(5);

    /** For what a program wrote in its last moments, whatever is left until its deadline. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    /** The same for one that was killed: its streams are closed, unless it has left them to somebody. */
    private static final Duration DEAD_WORDS = Duration.ofSeconds(1);

    @Inject
    SystemCommands() {}

    @Override
    public String run(List<String> arguments, String input, Deadline deadline)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Arguments.checked(arguments));
        Arguments.cleanEnvironment(builder);
        Process process = builder.start();
        try {
            return finish(process, arguments, input, deadline);
        } finally {
            if (!kill(process)) {
                LOG.warn("{} (process {}) does not end, though it was killed", arguments.getFirst(), process.pid());
            }
        }
    }

    private static String finish(Process process, List<String> arguments, String input, Deadline deadline)
            throws IOException, InterruptedException {
        FutureTask<byte[]> out = background(() -> drain(process.getInputStream(), OUTPUT_LIMIT_BYTES));
        FutureTask<byte[]> err = background(() -> drain(process.getErrorStream(), ERROR_LIMIT_BYTES));
        feed(process, input);
        if (!process.waitFor(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            String fate = kill(process) ? "killed" : "and does not end, though it was killed";
            throw new CommandFailedException(
                    arguments,
                    "not done at its deadline, " + fate,
                    text(err, DEAD_WORDS).orElse(""));
        }
        Optional<String> stderr = text(err, atLeastLastWords(deadline));
        Optional<String> stdout = text(out, atLeastLastWords(deadline));
        if (process.exitValue() != 0) {
            throw CommandFailedException.ended(arguments, process.exitValue(), stdout.orElse(""), stderr.orElse(""));
        }
        if (stdout.isEmpty() || stderr.isEmpty()) {
            throw new CommandFailedException(
                    arguments, "has ended, but what it started keeps its output open", stderr.orElse(""));
        }
        if (stdout.get().length() >= OUTPUT_LIMIT_BYTES) {
            throw new CommandFailedException(
                    arguments, "wrote more than " + OUTPUT_LIMIT_BYTES + " bytes", stderr.get());
        }
        return stdout.get();
    }

    /** Whether it is dead now: what it may still do, it has done. An interrupt does not shorten this. */
    private static boolean kill(Process process) {
        if (process.isAlive()) {
            // the process's own method would close its streams as well, and what it said last would be lost
            process.toHandle().destroyForcibly();
        }
        Deadline dying = Deadline.after(DYING);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(dying.left().toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Beside the waiting: more than a pipe holds is taken as slowly as the program reads it. */
    private static void feed(Process process, String input) throws IOException {
        OutputStream in = process.getOutputStream();
        if (input.isEmpty()) {
            in.close();
            return;
        }
        FutureTask<?> _ = background(() -> {
            try (in) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // it reads no more: its exit status and stderr say more than this does
                LOG.debug("a command does not read its input", e);
            }
            return input;
        });
    }

    private static byte[] drain(InputStream stream, int limit) throws IOException {
        try (stream) {
            byte[] kept = stream.readNBytes(limit);
            stream.transferTo(OutputStream.nullOutputStream());
            return kept;
        }
    }

    /** Reads and writes of a pipe hold their carrier: platform threads. */
    private static <T> FutureTask<T> background(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name("tare-command").daemon().start(task);
        return task;
    }

    private static Duration atLeastLastWords(Deadline deadline) {
        Duration left = deadline.left();
        return left.compareTo(LAST_WORDS) > 0 ? left : LAST_WORDS;
    }

    /** Of a program that has ended; empty where somebody else, whom it has started, still has that stream. */
    private static Optional<String> text(FutureTask<byte[]> task, Duration wait)
            throws IOException, InterruptedException {
        try {
            return Optional.of(new String(task.get(wait.toNanos(), TimeUnit.NANOSECONDS), StandardCharsets.UTF_8));
        } catch (TimeoutException stillOpen) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException("reading a command's output", e);
        }
    }
}
