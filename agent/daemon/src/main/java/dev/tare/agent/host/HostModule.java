package dev.tare.agent.host;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

/** The host itself; needs {@code ProcessModule}. */
public final class HostModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(HostRoot.class).toInstance(HostRoot.REAL);
        bind(HostFactsReader.class).in(Singleton.class);
        bind(InterfaceReader.class).in(Singleton.class);
        bind(LinkShaper.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    AllowedCpus allowedCpus(HostRoot root) {
        return AllowedCpus.of(root);
    }

    @Provides
    @Singleton
    LeakAudit leakAudit(HostRoot root) {
        return new LeakAudit(root);
    }
}
