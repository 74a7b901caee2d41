package dev.tare.agent.runtime.lxd;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.runtime.RuntimeDriver;

/** LXD; needs {@code DaemonModule}. */
public final class LxdModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(LxdApi.class).in(Singleton.class);
        bind(LxdDaemon.class).in(Singleton.class);
        bind(LxdNetworks.class).in(Singleton.class);
        bind(LxdStore.class).in(Singleton.class);
        bind(LxdRuntime.Parts.class).in(Singleton.class);
        Multibinder.newSetBinder(binder(), Reaper.class)
                .addBinding()
                .to(LxdReaper.class)
                .in(Singleton.class);
        Multibinder.newSetBinder(binder(), RuntimeDriver.class)
                .addBinding()
                .to(LxdRuntime.class)
                .in(Singleton.class);
    }
}
