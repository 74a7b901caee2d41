package dev.tare.controller.fleet;

import dev.tare.common.Protocol;
import dev.tare.common.units.Shaping;
import dev.tare.controller.trial.Side;
import dev.tare.proto.agent.v1.LinkShaping;
import dev.tare.proto.agent.v1.TrialSetup;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;

/** From a trial's order to the wire. */
final class Orders {

    private Orders() {}

    static TrialSetup toWire(TrialOrder order) {
        TrialSetup.Builder setup = TrialSetup.newBuilder()
                .setProtocolVersion(Protocol.VERSION)
                .setHolder(order.holder())
                .setTrialId(order.trialId())
                .setSide(
                        order.side() == Side.CLIENT
                                ? dev.tare.proto.agent.v1.Side.SIDE_CLIENT
                                : dev.tare.proto.agent.v1.Side.SIDE_SERVER)
                .setRuntime(order.runtime().name())
                .putAllRuntimeOptions(order.runtime().options())
                .setNetwork(order.network().name())
                .putAllNetworkOptions(order.network().options())
                .putAllTuning(order.tuning().settings())
                .setDataInterface(order.dataInterface())
                .setLocalAddress(order.localAddress())
                .setPeerAddress(order.peerAddress())
                .setHostAddress(order.hosts().own())
                .setPeerHostAddress(order.hosts().peer())
                .setPeerRuntime(order.peerRuntime())
                .setMtuBytes(order.mtuBytes())
                .setLinkRateBitsPerSecond(order.linkBitsPerSecond())
                .setProbe(probe(order))
                .setHostSampleIntervalNanos(order.times().hostSample().toNanos())
                .setDeliveryIntervalNanos(order.times().delivery().toNanos())
                .setPrepareTimeoutNanos(order.times().prepareLimit().toNanos());
        order.shaping().map(Orders::shaping).ifPresent(setup::setShaping);
        return setup.build();
    }

    private static Setup probe(TrialOrder order) {
        TrialOrder.Times times = order.times();
        return Setup.newBuilder()
                .setTrialId(order.trialId())
                .setToken(order.token().bytes())
                .setRole(order.side() == Side.CLIENT ? Role.ROLE_CLIENT : Role.ROLE_SERVER)
                .setWorkload(order.workload().name())
                .putAllWorkloadOptions(order.workload().options())
                .setEngine(order.engine())
                .setTimingFloor(order.timingFloor())
                .setServerPort(order.serverPort())
                .setCongestionControl(order.congestionControl())
                .setIntervalNanos(times.interval().toNanos())
                .setWarmupNanos(times.warmup().toNanos())
                .setDurationNanos(times.duration().toNanos())
                .setSetupTimeoutNanos(times.probeSetupLimit().toNanos())
                .build();
    }

    private static LinkShaping shaping(Shaping shaping) {
        return LinkShaping.newBuilder()
                .setRateBitsPerSecond(shaping.wireBitsPerSecond())
                .setBurstBytes(shaping.burstBytes())
                .setLimitBytes(shaping.limitBytes())
                .build();
    }
}
