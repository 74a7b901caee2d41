package dev.tare.agent.runtime.containerd;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.runtime.RuntimeDriver;

/** containerd; needs {@code DaemonModule}. */
public final class ContainerdModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(ContainerdRuntime.Parts.class).in(Singleton.class);
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
}
