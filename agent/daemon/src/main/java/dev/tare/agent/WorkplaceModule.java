package dev.tare.agent;

import com.google.inject.AbstractModule;
import dev.tare.agent.process.Workplace;

/** Where this agent works, as its arguments say. */
final class WorkplaceModule extends AbstractModule {

    private final Workplace workplace;

    WorkplaceModule(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    protected void configure() {
        bind(Workplace.class).toInstance(workplace);
    }
}
