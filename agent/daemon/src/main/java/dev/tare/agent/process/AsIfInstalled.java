package dev.tare.agent.process;

import dev.tare.common.Words;
import dev.tare.common.linux.PrivateMounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts programs of an unpacked tree as if it were installed: with mounts of their own, in which directories of the tree lie over
 * the host's of the same name. So they find their C library and each other where they were built to look.
 *
 * <p>The mounts live in a thread until the process has ended, also when that goes on to other mounts: a program that was started
 * from mounts which are gone no longer knows its own path.
 *
 * @param places directories, relative to the tree and to the root
 */
public record AsIfInstalled(Path tree, List<String> places) implements Children.Starter {

    private static final Logger LOG = LoggerFactory.getLogger(AsIfInstalled.class);

    public AsIfInstalled {
        places = List.copyOf(places);
    }

    @Override
    public Process start(ProcessBuilder builder) throws IOException {
        FutureTask<Process> start = new FutureTask<>(() -> {
            PrivateMounts mounts = PrivateMounts.ofThisThread();
            for (String place : places) {
                mounts.lay(tree.resolve(place), Path.of("/", place));
            }
            return builder.start();
        });
        Thread.ofPlatform().name("mounts of " + tree.getFileName()).daemon().start(() -> {
            start.run();
            stayUntilTheEnd(start);
        });
        try {
            return start.get();
        } catch (InterruptedException e) {
            // what has been started, or will be in a moment, is known to nobody else
            Thread.ofVirtual().start(() -> end(start));
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process was started", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "as if " + tree + " were installed: " + Words.of(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private static void end(FutureTask<Process> start) {
        try {
            start.get().destroyForcibly();
        } catch (ExecutionException e) {
            LOG.debug("nothing was started", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stayUntilTheEnd(FutureTask<Process> start) {
        if (start.state() == FutureTask.State.SUCCESS) {
            start.resultNow().onExit().join();
        }
    }
}
