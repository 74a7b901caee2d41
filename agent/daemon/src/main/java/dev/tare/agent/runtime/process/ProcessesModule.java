package dev.tare.agent.runtime.process;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.runtime.RuntimeDriver;

/** Runtimes that are processes of the host. */
public final class ProcessesModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), RuntimeDriver.class)
                .addBinding()
                .to(NativeRuntime.class)
                .in(Singleton.class);
    }
}
