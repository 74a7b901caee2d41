package dev.tare.controller.campaign;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGINT and SIGTERM into an interruption, and keeps the process alive until the campaign has torn down and written
 * what it has. Java's own exit code for SIGTERM would be 143; here both give 130.
 *
 * <pre>{@code
 * try (InterruptHook hook = InterruptHook.install(interruption)) {
 *     outcome = campaign.run();
 *     // and whatever is to be written from it
 * }
 * }</pre>
 */
public final class InterruptHook implements AutoCloseable {

    /** A trial is stopped within twelve seconds, the rest is writing. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int EXIT_INTERRUPTED = 130;

    private static final Logger log = LoggerFactory.getLogger(InterruptHook.class);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Interruption interruption;
    private final IntConsumer halt;
    private final Thread thread;

    private InterruptHook(Interruption interruption, IntConsumer halt) {
        this.interruption = interruption;
        this.halt = halt;
        this.thread = new Thread(this::shutDown, "tare-interrupt");
    }

    public static InterruptHook install(Interruption interruption) {
        InterruptHook hook = new InterruptHook(interruption, Runtime.getRuntime()::halt);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    private void shutDown() {
        // listeners write to a terminal, and one that is stopped must not keep the process for ever
        Thread.ofPlatform().daemon().name("tare-interruption").start(interruption::request);
        try {
            if (!finished.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("the campaign did not end {} s after the interrupt", LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halt.accept(EXIT_INTERRUPTED);
    }

    /** The campaign is over. After a signal this does not return: the process ends. */
    @Override
    public void close() {
        if (!interruption.isRequested()) {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
                return;
            } catch (IllegalStateException e) {
                log.debug("a signal came in the last moment", e);
            }
        }
        finished.countDown();
    }
}
