package dev.tare.agent.bundle;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** The bundle that the main has read. */
public final class BundleModule extends AbstractModule {

    private final Bundle bundle;

    public BundleModule(Bundle bundle) {
        this.bundle = bundle;
    }

    @Override
    protected void configure() {
        bind(Bundle.class).toInstance(bundle);
        bind(SharedObjects.class).in(Singleton.class);
        bind(InstalledEngines.class).in(Singleton.class);
        bind(EngineLayers.class).in(Singleton.class);
    }
}
