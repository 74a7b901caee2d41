package dev.tare.controller.doctor;

import dev.tare.common.units.LinkRate;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentDescription.DataInterface;
import dev.tare.controller.fleet.Check;
import dev.tare.controller.lab.Lab;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a host has the data device, addresses, MTU and rate that the lab file says. */
public record DeviceChecks(Lab.Host host, Lab.Link link) {

    public List<Check> of(AgentDescription description) {
        List<DataInterface> devices = description.host().interfaces();
        Optional<DataInterface> device = devices.stream()
                .filter(candidate -> candidate.name().equals(host.dataInterface()))
                .findFirst();
        if (device.isEmpty()) {
            return List.of(Check.failed(
                    "data device",
                    "there is no " + host.dataInterface() + ", only "
                            + devices.stream().map(DataInterface::name).toList(),
                    "",
                    "correct data.interface of that host in the lab file"));
        }
        List<Check> checks = new ArrayList<>();
        checks.add(address(device.get(), host.dataAddress(), "data.address"));
        if (host.six() != null) {
            checks.add(address(device.get(), host.six().dataAddress(), "data.address6"));
        }
        checks.add(mtu(device.get()));
        checks.add(rate(device.get()));
        return checks;
    }

    private static Check address(DataInterface device, String address, String key) {
        return device.addresses().stream().anyMatch(candidate -> isSame(candidate, address))
                ? Check.passed("data device", device.name() + " has " + address)
                : Check.failed(
                        "data device",
                        device.name() + " has not the address " + address + " but " + device.addresses(),
                        "",
                        "give it that address, or correct " + key + " of that host in the lab file");
    }

    private Check mtu(DataInterface device) {
        String found = device.name() + " has an MTU of " + device.mtuBytes() + " bytes";
        return device.mtuBytes() == link.mtuBytes()
                ? Check.passed("MTU", found)
                : Check.failed(
                        "MTU",
                        found + ", the lab file says " + link.mtuBytes(),
                        "the ceiling of every cell follows from it",
                        "correct one of the two");
    }

    private Check rate(DataInterface device) {
        long bitsPerSecond = device.speedBitsPerSecond();
        if (bitsPerSecond == 0) {
            String kind = device.driver().isEmpty() ? "no cable's other end says one" : "it is a " + device.driver();
            return Check.passed("rate", device.name() + " has negotiated none: " + kind);
        }
        String found = device.name() + " has negotiated " + new LinkRate(bitsPerSecond);
        return link.bitsPerSecond() == 0 || bitsPerSecond == link.bitsPerSecond()
                ? Check.passed("rate", found)
                : Check.failed(
                        "rate",
                        found + ", the lab file says " + new LinkRate(link.bitsPerSecond()),
                        "which cells the wire limits follows from it",
                        "look at the cable and at the port of its other end, or correct link.rate in the lab file");
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
