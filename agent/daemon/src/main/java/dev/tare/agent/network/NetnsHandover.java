package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.process.Pid;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * For runtimes that make a network namespace themselves and take none: the trial's device moves over to the namespace of their
 * container, which bears the trial's name from then on. It has to be done before the probe opens a socket, that is before it is
 * told what to do.
 */
public final class NetnsHandover {

    private final IpTool ip;

    @Inject
    NetnsHandover(IpTool ip) {
        this.ip = ip;
    }

    /**
     * Afterwards the attachment's path names the namespace of that process, and its device is in there as it was: addresses,
     * routes, the peer's link address.
     *
     * @param process any in the container's network namespace
     */
    public void handOver(Attachment.Netns attachment, Pid process) throws IOException, InterruptedException {
        LinkName device = new LinkName(attachment.device());
        List<JsonNode> was = ip.ask(
                attachment.path(),
                List.of("address show dev " + device, "route show dev " + device, "neigh show dev " + device));
        List<JsonNode> routes = new ArrayList<>();
        was.get(1).forEach(routes::add);
        ip.routesSix(attachment.path()).forEach(route -> {
            if (route.path("dev").asText().equals(device.value())) {
                routes.add(route);
            }
        });
        ip.change(attachment.path(), List.of("link set " + device + " netns " + process.number()));
        String name = String.valueOf(attachment.path().getFileName());
        ip.change(null, List.of("netns delete " + name, "netns attach " + name + " " + process.number()));
        allowIpv6(attachment.path(), device);
        ip.change(attachment.path(), lines(device, was.get(0), routes, was.get(2)));
        FreshStack.forgetful(attachment.path());
    }

    /** Afterwards the attachment's path names the namespace of that process, in which its daemon has put a device. */
    public void name(Attachment.DaemonNetwork attachment, Pid process) throws IOException, InterruptedException {
        ip.change(null, List.of("netns attach " + attachment.path().getFileName() + " " + process.number()));
        FreshStack.forgetful(attachment.path());
    }

    /** As {@link #name}, and the device gets the address and the way out that otherwise a DHCP client would ask for. */
    public void nameAndConfigure(Attachment.DaemonNetwork attachment, Pid process)
            throws IOException, InterruptedException {
        name(attachment, process);
        LinkName device = new LinkName(attachment.device());
        NetnsVisit.call(attachment.path(), () -> Sysctl.refuseIpv6(device));
        List<String> lines = new ArrayList<>(List.of(
                "link set lo up",
                "link set " + device + " addrgenmode none",
                "address add " + Cidr.parse(attachment.address()) + " dev " + device,
                "link set " + device + " up"));
        if (attachment.wanted().shape() == Attachment.Shape.NAT) {
            lines.add("route add default via "
                    + Cidr.literal(attachment.wanted().gateway()).getHostAddress() + " dev " + device);
        }
        ip.change(attachment.path(), lines);
    }

    /** Daemons turn it off in namespaces for which they know no IPv6 network. */
    private static void allowIpv6(Path netns, LinkName device) throws IOException, InterruptedException {
        NetnsVisit.call(netns, () -> {
            Sysctl.allowIpv6(device);
            return device;
        });
    }

    private static List<String> lines(LinkName device, JsonNode addresses, List<JsonNode> routes, JsonNode neighbours) {
        List<String> lines = new ArrayList<>(List.of("link set lo up", "link set " + device + " addrgenmode none"));
        for (JsonNode address : addresses.path(0).path("addr_info")) {
            lines.add("address add " + address.path("local").asText() + "/"
                    + address.path("prefixlen").asInt() + " dev " + device + " nodad");
        }
        lines.add("link set " + device + " up");
        // those of the link first: a gateway has to be reached by one
        routes.stream()
                .filter(NetnsHandover::isOurs)
                .sorted(Comparator.comparing(route -> route.has("gateway")))
                .forEach(route -> lines.add("route add " + route.path("dst").asText()
                        + (route.has("gateway")
                                ? " via " + route.path("gateway").asText()
                                : "") + " dev " + device));
        for (JsonNode neighbour : neighbours) {
            String linkAddress = neighbour.path("lladdr").asText();
            if (!linkAddress.isEmpty()) {
                lines.add("neigh replace " + neighbour.path("dst").asText() + " lladdr " + linkAddress + " dev "
                        + device + " nud " + (isPermanent(neighbour) ? "permanent" : "reachable"));
            }
        }
        return lines;
    }

    /** Added by a tool; the kernel makes its own again with the addresses. */
    private static boolean isOurs(JsonNode route) {
        return route.path("protocol").asText().equals("boot");
    }

    private static boolean isPermanent(JsonNode neighbour) {
        for (JsonNode state : neighbour.path("state")) {
            if (state.asText().equals("PERMANENT")) {
                return true;
            }
        }
        return false;
    }
}
