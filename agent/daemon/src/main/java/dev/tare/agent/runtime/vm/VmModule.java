package dev.tare.agent.runtime.vm;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.tare.agent.runtime.RuntimeDriver;

/** Runtimes that are virtual machines. */
public final class VmModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(Kernels.class).in(Singleton.class);
        bind(BaseImage.class).in(Singleton.class);
        bind(Guests.class).in(Singleton.class);
        bind(Accelerators.class).in(Singleton.class);
        bind(ElfKernels.class).in(Singleton.class);
        bind(Firecrackers.class).in(Singleton.class);
        bind(FirecrackerRuntime.Parts.class).in(Singleton.class);
        Multibinder<RuntimeDriver> drivers = Multibinder.newSetBinder(binder(), RuntimeDriver.class);
        drivers.addBinding().to(VmRuntime.class).in(Singleton.class);
        drivers.addBinding().to(FirecrackerRuntime.class).in(Singleton.class);
    }
}
