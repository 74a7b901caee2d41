package dev.tare.agent.service;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import dev.tare.common.linux.GivingWay;

/** The service and its server; needs all other modules of the agent. */
public final class ServiceModule extends AbstractModule {

    private final ServerSettings settings;
    private final Policy policy;

    public ServiceModule(ServerSettings settings, Policy policy) {
        this.settings = settings;
        this.policy = policy;
    }

    @Override
    protected void configure() {
        bind(ServerSettings.class).toInstance(settings);
        bind(Policy.class).toInstance(policy);
        bind(Drivers.class).in(Singleton.class);
        bind(Availabilities.class).in(Singleton.class);
        bind(TrialTools.class).in(Singleton.class);
        bind(IdleMemory.class).in(Singleton.class);
        bind(GivingWay.class).toInstance(GivingWay.ofProcess());
        bind(TrialSlot.class).in(Singleton.class);
        bind(Describer.class).in(Singleton.class);
        bind(ClockCalls.class).in(Singleton.class);
        bind(PathCalls.class).in(Singleton.class);
        bind(HoldCall.class).in(Singleton.class);
        bind(AgentGrpcService.class).in(Singleton.class);
        bind(AgentServer.class).in(Singleton.class);
    }
}
