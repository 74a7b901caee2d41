package dev.tare.agent.network;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Workplace;

/** A driver for each network of the catalogue, and the reapers of what they make; needs {@code ProcessModule}. */
public final class NetworkModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder<NetworkDriver> drivers = Multibinder.newSetBinder(binder(), NetworkDriver.class);
        drivers.addBinding().to(HostNetwork.class).in(Singleton.class);
        Multibinder<Reaper> reapers = Multibinder.newSetBinder(binder(), Reaper.class);
        reapers.addBinding().to(LinkReaper.class).in(Singleton.class);
        reapers.addBinding().to(NetnsReaper.class).in(Singleton.class);
        reapers.addBinding().to(NetnsMountReaper.class).in(Singleton.class);
        bind(CounterReader.class).in(Singleton.class);
        bind(IpTool.class).in(Singleton.class);
        bind(IpAvailability.class).in(Singleton.class);
        bind(PathProver.class).in(Singleton.class);
        bind(TrialNetns.class).in(Singleton.class);
        bind(NetnsHandover.class).in(Singleton.class);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver bridge(Workplace place, IpTool ip, IpAvailability available, PathProver prover, TrialNetns netns) {
        return new SubnetNetwork(new BridgeJoint(), place, ip, available, prover, netns);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver macvlan(Workplace place, IpTool ip, IpAvailability available, PathProver prover, TrialNetns netns) {
        return new SubnetNetwork(OffshootJoint.macvlan(ip), place, ip, available, prover, netns);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver ipvlan(Workplace place, IpTool ip, IpAvailability available, PathProver prover, TrialNetns netns) {
        return new SubnetNetwork(OffshootJoint.ipvlan(ip), place, ip, available, prover, netns);
    }
}
