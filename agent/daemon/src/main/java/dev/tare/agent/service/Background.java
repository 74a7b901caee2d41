package dev.tare.agent.service;

import dev.tare.agent.process.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work of one trial in virtual threads, each piece timed as a step; all of it can be ended together. */
final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final Steps steps;
    private final List<Thread> threads = new ArrayList<>();

    Background(Steps steps) {
        this.steps = steps;
    }

    /** Failures of the work, whatever they are, are in the future. */
    <T> CompletableFuture<T> start(String step, Callable<T> work) {
        var future = new CompletableFuture<T>();
        threads.add(Thread.ofVirtual().name("tare-" + step).start(() -> {
            try {
                future.complete(steps.time(step, work));
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        }));
        return future;
    }

    /** Interrupts what still runs and waits for it; what does not obey is left alone with a word in the log. */
    void end(Duration patience) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        Deadline deadline = Deadline.after(patience);
        for (Thread thread : threads) {
            if (!thread.join(deadline.left()) && thread.isAlive()) {
                LOG.warn("{} does not end", thread.getName());
            }
        }
        threads.clear();
    }
}
