package dev.tare.agent.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;

/** What drivers of runtimes share; needs {@code ProcessModule} and a {@link Ledger}. */
public final class RuntimeModule extends AbstractModule {

    @Override
    protected void configure() {
        requireBinding(Ledger.class);
        bind(Scopes.class).in(Singleton.class);
        bind(Programs.class).in(Singleton.class);
        bind(Findings.class).in(Singleton.class);
        bind(Rehearsal.class).in(Singleton.class);
        bind(Usability.class).in(Singleton.class);
        Multibinder.newSetBinder(binder(), Reaper.class)
                .addBinding()
                .to(LxcLockReaper.class)
                .in(Singleton.class);
    }
}
