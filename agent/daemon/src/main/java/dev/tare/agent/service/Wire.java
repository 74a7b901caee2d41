package dev.tare.agent.service;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.host.HostSample;
import dev.tare.agent.network.PathCounters;
import dev.tare.agent.network.PathProof;
import dev.tare.agent.network.QdiscCounters;
import dev.tare.agent.runtime.Step;
import dev.tare.common.clock.Offset;
import dev.tare.proto.agent.v1.ClockRelation;
import dev.tare.proto.agent.v1.CoreTimes;
import dev.tare.proto.agent.v1.DeviceCounters;
import dev.tare.proto.agent.v1.EngineAvailability;
import dev.tare.proto.agent.v1.PathDevice;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import java.util.List;
import java.util.Map;

/** From the agent's own types to those of the wire, for what a trial says. */
final class Wire {

    private Wire() {}

    static List<dev.tare.proto.agent.v1.Step> steps(List<Step> steps) {
        return steps.stream()
                .map(step -> dev.tare.proto.agent.v1.Step.newBuilder()
                        .setName(step.name())
                        .setStartNanos(step.startNanos())
                        .setEndNanos(step.endNanos())
                        .build())
                .toList();
    }

    static ClockRelation clock(Offset offset) {
        return ClockRelation.newBuilder()
                .setOffsetNanos(offset.offsetNanos())
                .setBoundNanos(offset.boundNanos())
                .setExchanges(offset.exchanges())
                .build();
    }

    static RuntimeAvailability availability(String name, Map<String, String> options, Availability availability) {
        RuntimeAvailability.Builder wire =
                RuntimeAvailability.newBuilder().setName(name).putAllOptions(options);
        return switch (availability) {
            case Availability.Usable usable ->
                wire.setUsable(true)
                        .setEmulated(usable.emulated())
                        .setVersion(usable.version())
                        .build();
            case Availability.Unusable unusable ->
                wire.setReason(unusable.reason()).setRemedy(unusable.remedy()).build();
        };
    }

    static EngineAvailability engine(String name, Availability availability) {
        EngineAvailability.Builder wire = EngineAvailability.newBuilder().setName(name);
        return switch (availability) {
            case Availability.Usable usable ->
                wire.setUsable(true).setVersion(usable.version()).build();
            case Availability.Unusable unusable ->
                wire.setReason(unusable.reason()).setRemedy(unusable.remedy()).build();
        };
    }

    static dev.tare.proto.agent.v1.PathProof path(PathProof proof) {
        var wire = dev.tare.proto.agent.v1.PathProof.newBuilder()
                .setRouteJson(proof.routeJson())
                .setNeighbour(proof.neighbour());
        for (PathProof.PathDevice device : proof.devices()) {
            wire.addDevices(PathDevice.newBuilder()
                    .setName(device.name())
                    .setKind(device.kind())
                    .setWhere(device.where())
                    .setMtuBytes(device.mtuBytes())
                    .putAllOffloads(device.offloads())
                    .setQdiscJson(device.qdiscJson()));
        }
        return wire.build();
    }

    static dev.tare.proto.agent.v1.PathCounters counters(PathCounters counters) {
        var wire = dev.tare.proto.agent.v1.PathCounters.newBuilder().setAtNanos(counters.atNanos());
        counters.devices().forEach(device -> wire.addDevices(device(device)));
        return wire.build();
    }

    private static DeviceCounters device(dev.tare.agent.network.DeviceCounters device) {
        DeviceCounters.Builder wire = DeviceCounters.newBuilder()
                .setName(device.name())
                .setRxBytes(device.rxBytes())
                .setRxPackets(device.rxPackets())
                .setRxDropped(device.rxDropped())
                .setTxBytes(device.txBytes())
                .setTxPackets(device.txPackets())
                .setTxDropped(device.txDropped());
        device.qdisc().ifPresent(qdisc -> add(qdisc, wire));
        return wire.build();
    }

    private static void add(QdiscCounters qdisc, DeviceCounters.Builder wire) {
        wire.setQdiscBytes(qdisc.bytes()).setQdiscPackets(qdisc.packets()).setQdiscDrops(qdisc.drops());
    }

    static dev.tare.proto.agent.v1.HostSample sample(HostSample sample) {
        var wire = dev.tare.proto.agent.v1.HostSample.newBuilder()
                .setStartNanos(sample.startNanos())
                .setEndNanos(sample.endNanos())
                .setContextSwitches(sample.contextSwitches())
                .setAgentCpuNanos(sample.agentCpuNanos());
        sample.cores()
                .forEach(core -> wire.addCores(CoreTimes.newBuilder()
                        .setCpu(core.cpu())
                        .setUserNanos(core.userNanos())
                        .setSystemNanos(core.systemNanos())
                        .setSoftirqNanos(core.softirqNanos())
                        .setIrqNanos(core.irqNanos())
                        .setStealNanos(core.stealNanos())
                        .setIdleNanos(core.idleNanos())));
        sample.runtime()
                .ifPresent(
                        time -> wire.setRuntimeUserNanos(time.userNanos()).setRuntimeSystemNanos(time.systemNanos()));
        sample.links().forEach(link -> wire.addInterfaces(device(link)));
        return wire.build();
    }
}
