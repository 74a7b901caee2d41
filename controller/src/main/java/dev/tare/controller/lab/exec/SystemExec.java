package dev.tare.controller.lab.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real processes. */
public final class SystemExec implements Exec {

    /** What is kept of each stream; the rest is read and dropped, so that the program never blocks. */
    public static final int MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SystemExec.class);

    @Override
    public Finished run(Command command) throws IOException, InterruptedException {
        LOG.debug("{}", command);
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        CompletableFuture<String> out = reader(process.getInputStream());
        CompletableFuture<String> err = reader(process.getErrorStream());
        try {
            write(process, command.input());
            if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("'" + command + "' took longer than " + command.limit());
            }
            return new Finished(process.exitValue(), out.get(), err.get());
        } catch (ExecutionException unreadable) {
            throw new IOException("cannot read what '" + command + "' said", unreadable.getCause());
        } finally {
            process.destroyForcibly();
        }
    }

    private static void write(Process process, String input) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // A program may end without reading its input: its exit code tells. Nothing was lost where there was none.
            LOG.debug("input not read", unread);
        }
    }

    /** Reads of a pipe hold their carrier: platform threads. */
    private static CompletableFuture<String> reader(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofPlatform().name("tare-exec").daemon().start(() -> {
            try (stream) {
                byte[] kept = stream.readNBytes(MAX_OUTPUT_BYTES);
                stream.transferTo(OutputStream.nullOutputStream());
                text.complete(new String(kept, StandardCharsets.UTF_8));
            } catch (IOException failure) {
                text.completeExceptionally(failure);
            }
        });
        return text;
    }
}
