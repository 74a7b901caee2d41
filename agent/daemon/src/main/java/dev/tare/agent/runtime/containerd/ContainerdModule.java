package dev.tare.agent.runtime.containerd;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.RuntimeDriver;
import java.nio.file.Path;
import java.util.List;

/** containerd, and Kata by it; needs {@code DaemonModule}. */
public final class ContainerdModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(Containers.class).in(Singleton.class);
        bind(Containers.Parts.class).in(Singleton.class);
        bind(ContainerdDaemon.class).in(Singleton.class);
        bind(Ctr.class).in(Singleton.class);
        Multibinder.newSetBinder(binder(), Reaper.class)
                .addBinding()
                .to(TaskReaper.class)
                .in(Singleton.class);
        Multibinder.newSetBinder(binder(), RuntimeDriver.class)
                .addBinding()
                .to(ContainerdRuntime.class)
                .in(Singleton.class);
    }

    /** In this order: what an administrator wrote, the project's own release, a distribution's package. */
    @ProvidesIntoSet
    @Singleton
    RuntimeDriver kata(Containers containers, Workplace workplace) {
        return new KataRuntime(
                containers,
                workplace,
                Handler.KATA,
                List.of(
                        Path.of("/etc/kata-containers"),
                        Path.of("/opt/kata/share/defaults/kata-containers"),
                        Path.of("/usr/share/defaults/kata-containers")),
                Path.of("/dev/kvm"));
    }
}
