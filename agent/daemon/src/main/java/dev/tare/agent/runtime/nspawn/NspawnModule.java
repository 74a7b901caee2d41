package dev.tare.agent.runtime.nspawn;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.runtime.RuntimeDriver;

/** Containers of systemd-nspawn. */
public final class NspawnModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), RuntimeDriver.class)
                .addBinding()
                .to(NspawnRuntime.class)
                .in(Singleton.class);
        Multibinder.newSetBinder(binder(), Reaper.class)
                .addBinding()
                .to(PropagationReaper.class)
                .in(Singleton.class);
    }
}
