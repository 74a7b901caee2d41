package dev.tare.agent.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;

/** A driver for each runtime of the catalogue; needs {@code ProcessModule}. */
public final class RuntimeModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder<RuntimeDriver> drivers = Multibinder.newSetBinder(binder(), RuntimeDriver.class);
        drivers.addBinding().to(NativeRuntime.class).in(Singleton.class);
        bind(Scopes.class).in(Singleton.class);
    }
}
