package dev.tare.agent.runtime.containerd;

import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Child;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Pid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Waits until {@code ctr run} has a task: it hands the end of its stdin on only from then, and would lose an earlier one. */
final class TaskStart {

    private static final Duration POLL = Duration.ofMillis(2);

    private TaskStart() {}

    /**
     * The shim joins the trial's scope: it belongs to this container alone, and some do the container's work.
     *
     * @param pidFile written by {@code client} when there is a task
     */
    static void await(Child client, Path pidFile, String container, CgroupScope scope, Deadline deadline)
            throws IOException, InterruptedException {
        while (!Files.exists(pidFile)) {
            if (client.await(POLL).isPresent()) {
                // its exit status and its stderr say why
                return;
            }
            if (deadline.isOver()) {
                throw new IOException("containerd made no task of " + container + " in time");
            }
        }
        long task = Long.parseLong(Files.readString(pidFile).strip());
        Optional<Long> shim = ProcessHandle.of(task)
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                // where its shim has ended, a task has another parent, which is nobody's of ours
                .filter(parent -> Shim.serves(container, parent));
        if (shim.isPresent()) {
            scope.adopt(Pid.of(shim.get()));
        }
    }
}
