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
            text.append("  " + host + ":\n");
            text.append("    agent: \"" + LabAddresses.management(number) + ":" + LabAddresses.AGENT_PORT + "\"\n");
            text.append("    data:\n");
            text.append("      interface: " + LabAddresses.DATA_DEVICE + "\n");
            text.append("      address: " + LabAddresses.cidr(LabAddresses.data(number)) + "\n");
            text.append("      runtimeAddress: " + LabAddresses.cidr(LabAddresses.runtime(number)) + "\n");
            if (hasIpv6) {
                text.append("      address6: " + LabAddresses.data6(number) + "\n");
                text.append("      runtimeAddress6: " + LabAddresses.runtime6(number) + "\n");
            }
            text.append("      port: " + LabAddresses.DATA_PORT + "\n");
        }
        text.append("link: {rate: " + spec.link() + ", mtu: " + spec.mtuBytes() + "}\n");
        text.append("tls:\n");
        text.append("  ca: \"" + folder.tls().authority() + "\"\n");
        text.append("  certificate: \"" + folder.tls().certificate(HostName.CONTROLLER) + "\"\n");
        text.append("  key: \"" + folder.tls().key(HostName.CONTROLLER) + "\"\n");
        return text.toString();
    }
}
