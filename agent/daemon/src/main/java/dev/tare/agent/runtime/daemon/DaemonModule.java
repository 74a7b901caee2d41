package dev.tare.agent.runtime.daemon;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.runtime.RuntimeDriver;

/** Runtimes that are asked of a daemon. */
public final class DaemonModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(HostDaemons.class).in(Singleton.class);
        bind(DockerDaemon.class).in(Singleton.class);
        bind(PodmanDaemon.class).in(Singleton.class);
        bind(ContainerApis.class).in(Singleton.class);
        bind(BundleImages.class).in(Singleton.class);
        bind(DaemonNetworks.class).in(Singleton.class);
        bind(DaemonThings.class).in(Singleton.class);
        bind(ContainerProcess.class).in(Singleton.class);
        bind(ContainerRuntime.Parts.class).in(Singleton.class);
        Multibinder.newSetBinder(binder(), Reaper.class)
                .addBinding()
                .to(DaemonReaper.class)
                .in(Singleton.class);
    }

    @ProvidesIntoSet
    @Singleton
    RuntimeDriver docker(DockerDaemon daemon, ContainerRuntime.Parts parts) {
        return new ContainerRuntime(daemon, parts);
    }

    @ProvidesIntoSet
    @Singleton
    RuntimeDriver podman(PodmanDaemon daemon, ContainerRuntime.Parts parts) {
        return new ContainerRuntime(daemon, parts);
    }
}
