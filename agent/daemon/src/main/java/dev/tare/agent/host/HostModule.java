package dev.tare.agent.host;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.tare.common.linux.AllowedCpus;
import dev.tare.common.linux.CpuSet;
import java.io.IOException;

/** The host itself; needs {@code ProcessModule}. */
public final class HostModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(HostRoot.class).toInstance(HostRoot.REAL);
        bind(HostFactsReader.class).in(Singleton.class);
        bind(InterfaceReader.class).in(Singleton.class);
        bind(HostChecks.class).in(Singleton.class);
        bind(LinkShaper.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    CpuSet allowedCpus(HostRoot root) throws IOException {
        return AllowedCpus.of(root.text("proc/self/status").orElse(""));
    }

    @Provides
    @Singleton
    LeakAudit leakAudit(HostRoot root) {
        return new LeakAudit(root);
    }
}
