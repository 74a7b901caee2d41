package dev.tare.agent.service;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.host.HostCheck;
import dev.tare.agent.host.HostFacts;
import dev.tare.proto.agent.v1.DataInterface;
import dev.tare.proto.agent.v1.NetworkAvailability;

/** From the agent's own types to those of the wire, for what Describe says. */
final class HostWire {

    private HostWire() {}

    static dev.tare.proto.agent.v1.HostFacts facts(HostFacts facts) {
        var wire = dev.tare.proto.agent.v1.HostFacts.newBuilder()
                .setHostname(facts.hostname())
                .setKernel(facts.kernel())
                .setOs(facts.os())
                .setArchitecture(facts.architecture())
                .setCpuModel(facts.cpuModel())
                .setCpuCount(facts.cpuCount())
                .addAllAllowedCpus(facts.allowedCpus())
                .setMemoryBytes(facts.memoryBytes())
                .setJavaVersion(facts.javaVersion())
                .putAllFacts(facts.facts());
        for (HostFacts.Interface device : facts.interfaces()) {
            wire.addInterfaces(DataInterface.newBuilder()
                    .setName(device.name())
                    .addAllAddresses(device.addresses())
                    .setMtuBytes(device.mtuBytes())
                    .putAllOffloads(device.offloads())
                    .setQdiscJson(device.qdiscJson())
                    .setDriver(device.driver())
                    .setSpeedBitsPerSecond(device.speedBitsPerSecond()));
        }
        return wire.build();
    }

    static dev.tare.proto.agent.v1.HostCheck check(HostCheck check) {
        return dev.tare.proto.agent.v1.HostCheck.newBuilder()
                .setName(check.name())
                .setPassed(check.passed())
                .setFound(check.found())
                .setReason(check.reason())
                .setRemedy(check.remedy())
                .build();
    }

    static NetworkAvailability network(String name, Availability availability) {
        NetworkAvailability.Builder wire = NetworkAvailability.newBuilder().setName(name);
        return switch (availability) {
            case Availability.Usable _ -> wire.setUsable(true).build();
            case Availability.Unusable unusable ->
                wire.setReason(unusable.reason()).setRemedy(unusable.remedy()).build();
        };
    }
}
