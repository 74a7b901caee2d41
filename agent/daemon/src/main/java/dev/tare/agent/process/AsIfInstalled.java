package dev.tare.agent.process;

import dev.tare.common.Words;
import dev.tare.common.linux.PrivateMounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts programs of an unpacked tree as if it were installed: with mounts of their own, in which directories of the tree lie over
 * the host's of the same name. So they find their C library and each other where they were built to look.
 *
 * <p>The mounts live in a thread until the process has ended, also when that goes on to other mounts: a program that was started
 * from mounts which are gone no longer knows its own path. That thread does nothing else: any thread that it started, also
 * one of the virtual machine's own, would have these mounts for good. So the process is started by the caller, and enters them.
 *
 * @param nsenter the program by which it enters
 * @param places directories, relative to the tree and to the root
 */
public record AsIfInstalled(String nsenter, Path tree, List<String> places) implements Children.Starter {

    public AsIfInstalled {
        places = List.copyOf(places);
    }

    @Override
    public Process start(ProcessBuilder builder) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        FutureTask<Path> laid = new FutureTask<>(this::lay);
        Thread.ofPlatform().name("mounts of " + tree.getFileName()).daemon().start(() -> {
            laid.run();
            stayUntil(over);
        });
        Process process = null;
        try {
            List<String> command = new ArrayList<>(List.of(nsenter, "--mount=" + laid.get(), "--"));
            command.addAll(builder.command());
            process = builder.command(command).start();
            return process;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process was started", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "as if " + tree + " were installed: " + Words.of(e.getCause() == null ? e : e.getCause()), e);
        } finally {
            if (process == null) {
                over.countDown();
            } else {
                var _ = process.onExit().thenRun(over::countDown);
            }
        }
    }

    /** In the thread that keeps them; returns where another process finds them. */
    private Path lay() throws IOException {
        PrivateMounts mounts = PrivateMounts.ofThisThread();
        for (String place : places) {
            mounts.lay(tree.resolve(place), Path.of("/", place));
        }
        return Path.of("/proc")
                .resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")))
                .resolve("ns/mnt");
    }

    private static void stayUntil(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
