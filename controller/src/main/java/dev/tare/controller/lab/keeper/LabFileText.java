package dev.tare.controller.lab.keeper;

import dev.tare.controller.lab.HostName;
import dev.tare.controller.lab.LabAddresses;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.state.LabFolder;

/** The lab file of a lab that Tare made, as {@link dev.tare.controller.lab.LabFile} reads it. */
final class LabFileText {

    private LabFileText() {}

    static String of(LabSpec spec, LabFolder folder, boolean hasIpv6) {
        StringBuilder text = new StringBuilder();
        text.append("# Made by: tare lab up. Its addresses exist within the lab only.\n");
        text.append("schemaVersion: 1\n");
        text.append("name: ").append(spec.name()).append('\n');
        text.append("madeByTare: true\n");
        text.append("hosts:\n");
        for (String host : spec.hosts()) {
            int number = spec.number(host);
            text.append("  %s:\n".formatted(host));
            text.append("    agent: \"%s:%d\"\n".formatted(LabAddresses.management(number), LabAddresses.AGENT_PORT));
            text.append("    data:\n");
            text.append("      interface: %s\n".formatted(LabAddresses.DATA_DEVICE));
            text.append("      address: %s\n".formatted(LabAddresses.cidr(LabAddresses.data(number))));
            text.append("      runtimeAddress: %s\n".formatted(LabAddresses.cidr(LabAddresses.runtime(number))));
            if (hasIpv6) {
                text.append("      address6: %s\n".formatted(LabAddresses.data6(number)));
                text.append("      runtimeAddress6: %s\n".formatted(LabAddresses.runtime6(number)));
            }
            text.append("      port: %d\n".formatted(LabAddresses.DATA_PORT));
        }
        text.append("link: {rate: %s, mtu: %d}\n".formatted(spec.link(), spec.mtuBytes()));
        text.append("tls:\n");
        text.append("  ca: \"%s\"\n".formatted(folder.tls().authority()));
        text.append("  certificate: \"%s\"\n".formatted(folder.tls().certificate(HostName.CONTROLLER)));
        text.append("  key: \"%s\"\n".formatted(folder.tls().key(HostName.CONTROLLER)));
        return text.toString();
    }
}
