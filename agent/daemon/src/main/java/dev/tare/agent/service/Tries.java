package dev.tare.agent.service;

import io.grpc.Context;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Threads that try what a call asked for. They are interrupted when the caller waits no longer: what they start would be in the way
 * of whoever measures next.
 */
final class Tries implements AutoCloseable {

    private final Context call = Context.current();
    private final Context.CancellationListener end = _ -> interruptAll();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** For the call that is being answered by this thread. */
    Tries() {
        call.addListener(end, Runnable::run);
    }

    <T> CompletableFuture<T> begin(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, this::start);
    }

    private void start(Runnable task) {
        threads.add(Thread.ofVirtual().start(task));
        // it may have been cancelled before the thread was in the set
        if (call.isCancelled()) {
            interruptAll();
        }
    }

    private void interruptAll() {
        threads.forEach(Thread::interrupt);
    }

    @Override
    public void close() {
        call.removeListener(end);
    }
}
