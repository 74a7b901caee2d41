package dev.tare.agent.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.tare.agent.ledger.Ledger;

/** A driver for each runtime of the catalogue; needs {@code ProcessModule} and a {@link Ledger}. */
public final class RuntimeModule extends AbstractModule {

    @Override
    protected void configure() {
        requireBinding(Ledger.class);
        Multibinder<RuntimeDriver> drivers = Multibinder.newSetBinder(binder(), RuntimeDriver.class);
        drivers.addBinding().to(NativeRuntime.class).in(Singleton.class);
        drivers.addBinding().to(RuncRuntime.class).in(Singleton.class);
        bind(Scopes.class).in(Singleton.class);
        bind(OciTool.class).in(Singleton.class);
        bind(Gvisor.class).in(Singleton.class);
        bind(GvisorPlatforms.class).in(Singleton.class);
        bind(Rehearsal.class).in(Singleton.class);
    }

    @ProvidesIntoSet
    @Singleton
    RuntimeDriver gvisor(Gvisor gvisor, GvisorPlatforms platforms) {
        return new GvisorRuntime("gvisor", GvisorStack.NETSTACK, gvisor, platforms);
    }

    @ProvidesIntoSet
    @Singleton
    RuntimeDriver gvisorHostnet(Gvisor gvisor, GvisorPlatforms platforms) {
        return new GvisorRuntime("gvisor-hostnet", GvisorStack.HOST, gvisor, platforms);
    }
}
