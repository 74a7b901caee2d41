package dev.tare.agent.network;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import dev.tare.agent.ledger.Reaper;

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
        reapers.addBinding().to(SysctlReaper.class).in(Singleton.class);
        reapers.addBinding().to(MtuReaper.class).in(Singleton.class);
        reapers.addBinding().to(OffloadReaper.class).in(Singleton.class);
        bind(LroReaper.class).in(Singleton.class);
        reapers.addBinding().to(LroReaper.class);
        bind(Tuner.class).in(Singleton.class);
        bind(Masquerade.class).in(Singleton.class);
        reapers.addBinding().to(Masquerade.class);
        bind(NeighbourProxy.class).in(Singleton.class);
        reapers.addBinding().to(NeighbourProxy.class);
        bind(KernelLinks.class).in(Singleton.class);
        bind(NetnsNetwork.Parts.class).in(Singleton.class);
        bind(DaemonNetworkDriver.Parts.class).in(Singleton.class);
        bind(DataDevice.class).in(Singleton.class);
        bind(Firewall.class).in(Singleton.class);
        reapers.addBinding().to(Firewall.class);
        bind(CounterReader.class).in(Singleton.class);
        bind(IpTool.class).in(Singleton.class);
        bind(IpAvailability.class).in(Singleton.class);
        bind(PathProver.class).in(Singleton.class);
        bind(TrialNetns.class).in(Singleton.class);
        bind(NetnsHandover.class).in(Singleton.class);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver bridge(NetnsNetwork.Parts parts) {
        return new NetnsNetwork(new BridgeJoint(parts.ip()), parts);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver nat(NetnsNetwork.Parts parts, Masquerade masquerade) {
        return new NetnsNetwork(new NatJoint(parts.ip(), masquerade), parts);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver vethRouted(NetnsNetwork.Parts parts, NeighbourProxy proxy) {
        return new NetnsNetwork(new RoutedJoint(parts.ip(), proxy), parts);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver macvlan(NetnsNetwork.Parts parts, KernelLinks kernel) {
        return new NetnsNetwork(OffshootJoint.macvlan(kernel), parts);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver ipvlan(NetnsNetwork.Parts parts, KernelLinks kernel) {
        return new NetnsNetwork(OffshootJoint.ipvlan(kernel), parts);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver overlay(NetnsNetwork.Parts parts, KernelLinks kernel) {
        return new NetnsNetwork(new OverlayJoint(kernel), parts);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver daemonNat(DaemonNetworkDriver.Parts parts) {
        return new DaemonNetworkDriver(Attachment.Shape.NAT, parts);
    }

    @ProvidesIntoSet
    @Singleton
    NetworkDriver daemonMacvlan(DaemonNetworkDriver.Parts parts) {
        return new DaemonNetworkDriver(Attachment.Shape.MACVLAN, parts);
    }
}
