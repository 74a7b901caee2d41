package dev.tare.agent.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that waits for somebody else in a channel that has no time-out of its own, as those of Unix sockets: when its time is over
 * its thread is interrupted, and that closes the channel.
 */
public final class Bounded {

    private Bounded() {}

    /**
     * Does the work in a thread of its own, a platform's: it has to go on even where all virtual threads are held up.
     *
     * @param who is waited for, in the message of the exception
     * @throws IOException the work's own, or the one that says who did not answer
     */
    public static <T> T call(String who, Duration limit, Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name(who).daemon().start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(who + " did not answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while it waited for " + who);
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw cause(who, e);
        } finally {
            task.cancel(true);
        }
    }

    private static IOException cause(String who, ExecutionException failure) {
        return switch (failure.getCause()) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IOException(who + ": " + failure.getCause(), failure);
        };
    }
}
