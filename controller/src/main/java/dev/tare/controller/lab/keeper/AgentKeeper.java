package dev.tare.controller.lab.keeper;

import dev.tare.controller.lab.state.LabReady.AgentLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts one agent, and starts it again when it dies, as systemd does on a real host. */
final class AgentKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(AgentKeeper.class);

    /** An agent that dies sooner than this is not started again at once. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(2);

    private static final long MAX_LOG_BYTES = 4L * 1024 * 1024;

    private final String host;
    private final List<String> command;
    private final Path log;
    private final Runnable changed;
    private @Nullable Process process;
    private int restarts;
    private boolean stopping;

    /** @param changed called after each start but the first */
    AgentKeeper(String host, List<String> command, Path log, Runnable changed) {
        this.host = host;
        this.command = List.copyOf(command);
        this.log = log;
        this.changed = changed;
    }

    /** Starts it and watches over it from a thread of its own. */
    void start() throws IOException {
        Process first = launch();
        Thread.ofPlatform().daemon().name("keeper-" + host).start(() -> watch(first));
    }

    synchronized AgentLife life() {
        return new AgentLife(process == null ? 0 : process.pid(), restarts);
    }

    /** Asks it to end; {@link #awaitEnd} waits. */
    synchronized void stop() {
        stopping = true;
        if (process != null) {
            process.destroy();
        }
    }

    void awaitEnd(Duration limit) throws InterruptedException {
        Process last = current();
        if (last != null && !last.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("host {}'s agent did not end within {}: killed", host, limit);
            last.destroyForcibly();
        }
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    private void watch(Process first) {
        Process watched = first;
        try {
            while (true) {
                long began = System.nanoTime();
                int code = watched.waitFor();
                if (isStopping()) {
                    return;
                }
                LOG.warn("host {}'s agent ended with exit code {}: starting it again", host, code);
                Duration lived = Duration.ofNanos(System.nanoTime() - began);
                Thread.sleep(lived.compareTo(LEAST_LIFE) < 0 ? LEAST_LIFE : Duration.ZERO);
                watched = launch();
                changed.run();
            }
        } catch (IOException failure) {
            LOG.error("host {}'s agent is not started again", host, failure);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized Process launch() throws IOException {
        if (stopping) {
            throw new IOException("the lab is ending");
        }
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.delete(log);
        }
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (process != null) {
            restarts++;
        }
        process = started;
        return started;
    }
}
