package dev.tare.controller.campaign;

import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.lab.Lab;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Whether a host has the data device, address and MTU that the lab file says. */
record LabCheck(String agent, Lab.Host host, Lab.Link link) {

    static LabCheck of(Agent agent, Lab.Host host, Lab.Link link) {
        return new LabCheck("agent " + agent.side().word() + " at " + agent.address(), host, link);
    }

    List<String> problems(AgentDescription description) {
        Optional<AgentDescription.DataInterface> device = description.host().interfaces().stream()
                .filter(candidate -> candidate.name().equals(host.dataInterface()))
                .findFirst();
        if (device.isEmpty()) {
            return List.of(agent + " has no device " + host.dataInterface()
                    + "; correct data.interface of that host in the lab file");
        }
        if (device.get().addresses().stream().noneMatch(address -> isSame(address, host.dataAddress()))) {
            return List.of(agent + ": " + host.dataInterface() + " has not the address " + host.dataAddress() + " but "
                    + device.get().addresses() + "; correct data.address of that host in the lab file");
        }
        Lab.Ipv6 six = host.six();
        if (six != null && device.get().addresses().stream().noneMatch(address -> isSame(address, six.dataAddress()))) {
            return List.of(agent + ": " + host.dataInterface() + " has not the address " + six.dataAddress() + " but "
                    + device.get().addresses() + "; correct data.address6 of that host in the lab file");
        }
        if (device.get().mtuBytes() != link.mtuBytes()) {
            return List.of(agent + ": " + host.dataInterface() + " has an MTU of "
                    + device.get().mtuBytes() + " bytes, the lab file says " + link.mtuBytes()
                    + "; correct one of the two: the ceiling of every cell follows from it");
        }
        return List.of();
    }

    /** However it is written: {@code fd00::1} and {@code fd00:0:0:0:0:0:0:1} are one. */
    private static boolean isSame(String theirs, String ours) {
        try {
            return InetAddress.ofLiteral(bare(theirs)).equals(InetAddress.ofLiteral(bare(ours)));
        } catch (IllegalArgumentException e) {
            // an agent may say what it likes; what is no address is not ours
            return false;
        }
    }

    /** Without prefix length, and without the device that a link-local address may name. */
    private static String bare(String address) {
        return address.replaceFirst("[/%].*", "");
    }
}
