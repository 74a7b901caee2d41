package dev.tare.agent;

import com.google.inject.AbstractModule;

/** Nothing is bound by accident. */
final class Strictness extends AbstractModule {

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
    }
}
