package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Accounting;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.Step;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A container that a daemon runs; its processes are in the trial's cgroup. The daemon is not asked to wait for its end: with such
 * a request open, 11 to 25% of the CPU beside the traffic was podman's (4.3.1), and without it nothing worth naming.
 */
record ContainerInstance(
        DockerClient client, String container, ContainerStreams streams, CgroupScope scope, List<Step> startup)
        implements Instance {

    private static final int KILLED = 128 + 9;
    private static final Duration POLL = Duration.ofMillis(10);

    /** A daemon that is not busy knows a status in some milliseconds; who waits longer gives it longer. */
    private static final Duration LEAST_SETTLING = Duration.ofSeconds(2);

    private static final Duration MOST_SETTLING = Duration.ofSeconds(10);

    @Override
    public OutputStream in() {
        return streams.in();
    }

    @Override
    public InputStream out() {
        return streams.out();
    }

    @Override
    public InputStream err() {
        return streams.err();
    }

    /** The streams end with the container; the daemon knows its exit status a moment later. */
    @Override
    public OptionalInt await(Duration wait) throws InterruptedException {
        if (!streams.awaitEnd(wait)) {
            return OptionalInt.empty();
        }
        Deadline settling = Deadline.after(settling(wait));
        while (!settling.isOver()) {
            try {
                ContainerState state =
                        client.inspectContainerCmd(container).exec().getState();
                Long status = state.getExitCodeLong();
                if (!Boolean.TRUE.equals(state.getRunning()) && status != null) {
                    return OptionalInt.of(status.intValue());
                }
            } catch (NotFoundException removed) {
                // nobody but its reaper removes it, and by killing it
                return OptionalInt.of(KILLED);
            }
            Thread.sleep(POLL);
        }
        return OptionalInt.empty();
    }

    private static Duration settling(Duration wait) {
        Duration most = wait.compareTo(MOST_SETTLING) < 0 ? wait : MOST_SETTLING;
        return most.compareTo(LEAST_SETTLING) < 0 ? LEAST_SETTLING : most;
    }

    @Override
    public Accounting accounting() {
        return () -> scope.cpuTimes().map(times -> new Accounting.CpuTime(times.userNanos(), times.systemNanos()));
    }
}
