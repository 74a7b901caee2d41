package dev.tare.agent.process;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Commands as processes of this machine; output is kept up to 4 MiB, stderr up to 64 KiB. */
final class SystemCommands implements Commands {

    @Inject
    SystemCommands() {}

    private static final int OUTPUT_LIMIT_BYTES = 4 << 20;
    private static final int ERROR_LIMIT_BYTES = 64 << 10;

    @Override
    public String run(List<String> arguments, String input, Deadline deadline)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Arguments.checked(arguments));
        Arguments.cleanEnvironment(builder);
        Process process = builder.start();
        try {
            return finish(process, arguments, input, deadline);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String finish(Process process, List<String> arguments, String input, Deadline deadline)
            throws IOException, InterruptedException {
        FutureTask<byte[]> out = background(() -> drain(process.getInputStream(), OUTPUT_LIMIT_BYTES));
        FutureTask<byte[]> err = background(() -> drain(process.getErrorStream(), ERROR_LIMIT_BYTES));
        feed(process, input);
        if (!process.waitFor(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new CommandFailedException(arguments, "not done at its deadline, killed", "");
        }
        String stderr = text(err);
        String stdout = text(out);
        if (process.exitValue() != 0) {
            throw CommandFailedException.ended(arguments, process.exitValue(), stdout, stderr);
        }
        if (stdout.length() >= OUTPUT_LIMIT_BYTES) {
            throw new CommandFailedException(arguments, "wrote more than " + OUTPUT_LIMIT_BYTES + " bytes", stderr);
        }
        return stdout;
    }

    private static void feed(Process process, String input) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading its input: its exit status and stderr say more than this does.
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    private static byte[] drain(InputStream stream, int limit) throws IOException {
        try (stream) {
            byte[] kept = stream.readNBytes(limit);
            stream.transferTo(OutputStream.nullOutputStream());
            return kept;
        }
    }

    /** Reads of a pipe hold their carrier: platform threads. */
    private static FutureTask<byte[]> background(Callable<byte[]> work) {
        FutureTask<byte[]> task = new FutureTask<>(work);
        Thread.ofPlatform().name("tare-command").daemon().start(task);
        return task;
    }

    private static String text(FutureTask<byte[]> task) throws IOException, InterruptedException {
        try {
            return new String(task.get(), StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            throw new IOException("reading a command's output", e);
        }
    }
}
