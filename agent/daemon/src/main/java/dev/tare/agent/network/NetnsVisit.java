package dev.tare.agent.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Does a piece of work as seen from a network namespace, without a process of its own: a thread enters the namespace and ends
 * there. Inside, {@code /proc/thread-self/net} and {@code /proc/sys/net} are the namespace's, {@code /proc/net} and
 * {@code /sys} are not. A thread that is born inside stays there, and keeps the namespace alive: no process is started by the work
 * (Java waits for each with a thread), and no virtual thread woken (it may need one more carrier).
 */
final class NetnsVisit {

    private static final Path OWN = Path.of("/proc/thread-self/ns/net");

    private NetnsVisit() {}

    /** In the agent's own namespace, on the calling thread, where {@code netns} is null. */
    static <T> T call(@Nullable Path netns, Callable<T> work) throws IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(netns == null ? work : () -> inside(netns, work));
        if (netns == null) {
            task.run();
        } else {
            Thread.ofPlatform().name("visit " + netns.getFileName()).daemon().start(task);
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException((netns == null ? "host" : netns) + ": " + e.getCause(), e.getCause());
        }
    }

    /** Back again before it ends: who waits for that may be a virtual thread, and is woken by this one. */
    private static <T> T inside(Path netns, Callable<T> work) throws Exception {
        int own = Libc.open(OWN);
        try {
            enter(netns);
            try {
                return work.call();
            } finally {
                Libc.enterNetns(own);
            }
        } finally {
            Libc.close(own);
        }
    }

    private static void enter(Path netns) throws IOException {
        int descriptor = Libc.open(netns);
        try {
            Libc.enterNetns(descriptor);
        } finally {
            Libc.close(descriptor);
        }
    }
}
