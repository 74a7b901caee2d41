package dev.tare.controller.lab.keeper;

import dev.tare.common.units.Shaping;
import dev.tare.controller.lab.LabAddresses;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.exec.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Links, addresses and shaping of a lab, as the commands that make them: a management bridge in the lab's own
 * namespace, a data bridge in the switch's, a veth pair from each to each host.
 */
final class Wiring {

    static final String MANAGEMENT_BRIDGE = "tare-mgmt";
    static final String DATA_BRIDGE = "tare-data";

    private final LabSpec spec;
    private final Namespaces namespaces;
    private final boolean hasIpv6;

    Wiring(LabSpec spec, Namespaces namespaces, boolean hasIpv6) {
        this.spec = spec;
        this.namespaces = namespaces;
        this.hasIpv6 = hasIpv6;
    }

    List<Command> commands() {
        List<Command> all = new ArrayList<>();
        all.addAll(management());
        all.addAll(dataSwitch());
        for (String host : spec.hosts()) {
            all.addAll(links(host));
            all.addAll(host(host));
            shaping(host).ifPresent(all::add);
        }
        return all;
    }

    private static List<Command> management() {
        return List.of(
                ip("link set lo up"),
                ip("link add " + MANAGEMENT_BRIDGE + " type bridge forward_delay 0 stp_state 0 mcast_snooping 0"),
                ip("addr add " + LabAddresses.cidr(LabAddresses.CONTROLLER) + " dev " + MANAGEMENT_BRIDGE),
                ip("link set " + MANAGEMENT_BRIDGE + " up"));
    }

    private List<Command> dataSwitch() {
        return List.of(
                ip("link add " + DATA_BRIDGE + " mtu " + spec.mtuBytes()
                                + " type bridge forward_delay 0 stp_state 0 mcast_snooping 0")
                        .behind(namespaces.onSwitch()),
                ip("link set " + DATA_BRIDGE + " up").behind(namespaces.onSwitch()));
    }

    private List<Command> links(String name) {
        String host = " netns " + namespaces.host(name);
        String mtu = " mtu " + spec.mtuBytes();
        String managementPort = "tare-m" + spec.number(name);
        String dataPort = "tare-d" + spec.number(name);
        return List.of(
                ip("link add " + LabAddresses.MANAGEMENT_DEVICE + host + " type veth peer name " + managementPort),
                ip("link set " + managementPort + " master " + MANAGEMENT_BRIDGE + " up"),
                ip("link add " + LabAddresses.DATA_DEVICE + host + mtu + " type veth peer name " + dataPort + mtu
                        + " netns " + namespaces.wire()),
                ip("link set " + dataPort + " master " + DATA_BRIDGE + " up").behind(namespaces.onSwitch()));
    }

    private List<Command> host(String name) {
        int number = spec.number(name);
        List<Command> commands = new ArrayList<>(List.of(
                ip("link set lo up"),
                ip("addr add " + LabAddresses.cidr(LabAddresses.management(number)) + " dev "
                        + LabAddresses.MANAGEMENT_DEVICE),
                ip("addr add " + LabAddresses.cidr(LabAddresses.data(number)) + " dev " + LabAddresses.DATA_DEVICE),
                ip("link set " + LabAddresses.MANAGEMENT_DEVICE + " up")));
        if (hasIpv6) {
            commands.addAll(ipv6(number));
        }
        commands.add(ip("link set " + LabAddresses.DATA_DEVICE + " up"));
        return commands.stream()
                .map(command -> command.behind(namespaces.on(name)))
                .toList();
    }

    /** Without a link-local address, and so without looking for routers: on the link is nothing but what is measured. */
    private static List<Command> ipv6(int number) {
        String setting = "/proc/sys/net/ipv6/conf/" + LabAddresses.DATA_DEVICE + "/disable_ipv6";
        return List.of(
                ip("link set " + LabAddresses.DATA_DEVICE + " addrgenmode none"),
                Command.of("tee", setting).reading("0\n"),
                ip("addr add " + LabAddresses.data6(number) + " dev " + LabAddresses.DATA_DEVICE + " nodad"));
    }

    private Optional<Command> shaping(String host) {
        Shaping shaping = Shaping.of(spec.link().bitsPerSecond());
        if (shaping.isUnlimited()) {
            return Optional.empty();
        }
        String bucket = "tbf rate " + shaping.tbfBitsPerSecond(spec.mtuBytes()) + "bit burst " + shaping.burstBytes()
                + " limit " + shaping.limitBytes();
        return Optional.of(words("tc qdisc replace dev " + LabAddresses.DATA_DEVICE + " root " + bucket)
                .behind(namespaces.on(host)));
    }

    private static Command ip(String rest) {
        return words("ip " + rest);
    }

    /** Only for words without spaces of their own, none of which a user chose. */
    private static Command words(String line) {
        return Command.of(line.split(" ", -1));
    }
}
