package dev.tare.controller.lab.local;

import dev.tare.controller.lab.state.ProcessStamp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Ends a lab by its root process: in order, or by force when that takes too long. */
final class RootEnding {

    /** More than a keeper takes for both agents. */
    private static final Duration ORDERLY_LIMIT = Duration.ofSeconds(14);

    private static final Duration FORCED_LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private RootEnding() {}

    static void end(ProcessStamp root) throws IOException, InterruptedException {
        ProcessHandle handle = ProcessHandle.of(root.pid()).orElse(null);
        if (handle == null || !root.lives()) {
            return;
        }
        // unshare waits and ignores signals; its child is tini, which hands them to the keeper
        List<ProcessHandle> inits = handle.children().toList();
        inits.forEach(ProcessHandle::destroy);
        if (inits.isEmpty() || !await(root, ORDERLY_LIMIT)) {
            handle.destroyForcibly();
            if (!await(root, FORCED_LIMIT)) {
                throw new IOException("process " + root.pid() + " does not die");
            }
        }
    }

    private static boolean await(ProcessStamp root, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (root.lives()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }
}
