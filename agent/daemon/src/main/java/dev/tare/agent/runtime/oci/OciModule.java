package dev.tare.agent.runtime.oci;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.tare.agent.runtime.RuntimeDriver;

/** OCI runtimes that are started as programs, without a daemon. */
public final class OciModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(OciRuntime.Parts.class).in(Singleton.class);
        bind(Gvisor.class).in(Singleton.class);
        bind(GvisorPlatforms.class).in(Singleton.class);
    }

    @ProvidesIntoSet
    @Singleton
    RuntimeDriver runc(OciRuntime.Parts parts) {
        return new OciRuntime("runc", parts);
    }

    @ProvidesIntoSet
    @Singleton
    RuntimeDriver crun(OciRuntime.Parts parts) {
        return new OciRuntime("crun", parts);
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
