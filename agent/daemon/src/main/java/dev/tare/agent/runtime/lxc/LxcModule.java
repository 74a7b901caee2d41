package dev.tare.agent.runtime.lxc;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.runtime.RuntimeDriver;

/** LXC by its own tools. */
public final class LxcModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), RuntimeDriver.class)
                .addBinding()
                .to(LxcRuntime.class)
                .in(Singleton.class);
    }
}
