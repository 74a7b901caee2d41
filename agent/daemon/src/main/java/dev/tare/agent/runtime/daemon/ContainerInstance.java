package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.runtime.Accounting;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.Step;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A container that a daemon runs; its processes are in the trial's cgroup. */
record ContainerInstance(
        ContainerStreams streams, WaitContainerResultCallback end, CgroupScope scope, List<Step> startup)
        implements Instance {

    private static final int KILLED = 128 + 9;

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

    @Override
    public OptionalInt await(Duration wait) throws InterruptedException {
        if (!end.awaitCompletion(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(end.awaitStatusCode());
        } catch (DockerClientException | DockerException removed) {
            // nobody but its reaper removes it, and by killing it
            return OptionalInt.of(KILLED);
        }
    }

    @Override
    public Accounting accounting() {
        return () -> scope.cpuTimes().map(times -> new Accounting.CpuTime(times.userNanos(), times.systemNanos()));
    }
}
