package dev.tare.agent.runtime;

import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Child;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A child in a cgroup scope. */
public record ScopedInstance(Child child, CgroupScope scope, List<Step> startup) implements Instance {

    @Override
    public OutputStream in() {
        return child.in();
    }

    @Override
    public InputStream out() {
        return child.out();
    }

    @Override
    public InputStream err() {
        return child.err();
    }

    @Override
    public OptionalInt await(Duration wait) throws InterruptedException {
        return child.await(wait);
    }

    @Override
    public Accounting accounting() {
        return () -> scope.cpuTimes().map(times -> new Accounting.CpuTime(times.userNanos(), times.systemNanos()));
    }
}
