package dev.tare.agent.runtime.daemon;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Runtimes that are asked of a daemon. */
public final class DaemonModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(HostDaemons.class).in(Singleton.class);
    }
}
