package dev.tare.agent.bundle;

import com.google.inject.AbstractModule;

/** The bundle that the main has read. */
public final class BundleModule extends AbstractModule {

    private final Bundle bundle;

    public BundleModule(Bundle bundle) {
        this.bundle = bundle;
    }

    @Override
    protected void configure() {
        bind(Bundle.class).toInstance(bundle);
    }
}
