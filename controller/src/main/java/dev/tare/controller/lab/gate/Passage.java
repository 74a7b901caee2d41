package dev.tare.controller.lab.gate;

import dev.tare.controller.failure.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stay in a lab, from the outer process's view. When the outer process is interrupted the inner one is told, or the lab
 * is given up that is being made; the outer one ends only when the inner one has and the lab was left: with exit code 130.
 */
final class Passage {

    private static final Logger LOG = LoggerFactory.getLogger(Passage.class);

    /** The inner process tears its trial down in 5 s, the lab its agents in 8. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final CountDownLatch left = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::interrupted);
    private @Nullable Process inner;
    private @Nullable Thread arriving;
    private boolean isInterrupted;

    /** What can be interrupted. */
    @FunctionalInterface
    interface Stay {
        int run() throws Exception;
    }

    int guard(Stay stay) throws Exception {
        Runtime.getRuntime().addShutdownHook(hook);
        synchronized (this) {
            arriving = Thread.currentThread();
        }
        try {
            return stay.run();
        } finally {
            left.countDown();
            unhook();
        }
    }

    /** Waits for its end; must be called by the thread that lives longest, since the process dies with it. */
    int enter(List<String> command) throws Exception {
        Process process;
        synchronized (this) {
            arriving = null;
            if (isInterrupted) {
                // it came too late for who was making the lab, and must not disturb who takes it down
                Thread.interrupted();
                return ExitCode.INTERRUPTED.number();
            }
            process = new ProcessBuilder(command).inheritIO().start();
            inner = process;
        }
        return process.waitFor();
    }

    private void interrupted() {
        synchronized (this) {
            isInterrupted = true;
            if (inner != null) {
                // at a terminal it has the signal already; a second one changes nothing
                inner.destroy();
            } else if (arriving != null) {
                arriving.interrupt();
            }
        }
        try {
            if (!left.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("not torn down within {}", LIMIT);
            }
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            LOG.debug("interrupted: the hook ends the process", shuttingDown);
        }
    }
}
