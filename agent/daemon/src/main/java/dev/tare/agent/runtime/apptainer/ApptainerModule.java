package dev.tare.agent.runtime.apptainer;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.runtime.RuntimeDriver;

/** Apptainer, the host's or an unpacked one. */
public final class ApptainerModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(Apptainers.class).in(Singleton.class);
        Multibinder.newSetBinder(binder(), RuntimeDriver.class)
                .addBinding()
                .to(ApptainerRuntime.class)
                .in(Singleton.class);
    }
}
