package dev.tare.agent.runtime.lxd;

import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.runtime.Accounting;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.Step;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A command in a container of LXD; its processes are in the trial's cgroup. */
record LxdInstance(LxdCommand command, CgroupScope scope, List<Step> startup) implements Instance {

    @Override
    public OutputStream in() {
        return command.in();
    }

    @Override
    public InputStream out() {
        return command.out();
    }

    @Override
    public InputStream err() {
        return command.err();
    }

    @Override
    public OptionalInt await(Duration wait) throws InterruptedException {
        return command.await(wait);
    }

    @Override
    public Accounting accounting() {
        return () -> scope.cpuTimes().map(times -> new Accounting.CpuTime(times.userNanos(), times.systemNanos()));
    }
}
