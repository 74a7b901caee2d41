package dev.tare.controller.doctor;

import dev.tare.common.units.Durations;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.AgentPort;
import dev.tare.controller.fleet.Check;
import dev.tare.controller.fleet.PathAnswer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Whether datagrams go from one host's data address to another's and back, and how long they may be.
 *
 * @param mtuBytes what the lab file says of the link
 */
record PathChecks(int mtuBytes) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Of the twenty that are asked; a machine that is busy may be late with one. */
    private static final int MAY_BE_LOST = 2;

    List<Check> of(Agent from, InetAddress local, Agent to, InetAddress remote) {
        String name = "path to " + to.name() + (local.getAddress().length > 4 ? " (IPv6)" : "");
        try (AgentPort port = to.answerPath(remote, LIMIT)) {
            PathAnswer answer = from.askPath(local, port, mtuBytes);
            Check path = path(name, answer, local, remote);
            return answer.answered() == 0 ? List.of(path) : List.of(path, mtu("MTU of the " + name, answer));
        } catch (AgentException e) {
            return List.of(Check.failed(name, e.words(), "", "mend that first"));
        }
    }

    static Check path(String name, PathAnswer answer, InetAddress local, InetAddress remote) {
        String way = local.getHostAddress() + " to " + remote.getHostAddress();
        String found = answer.answered() + " of " + answer.asked() + " datagrams from " + way + " came back";
        if (answer.answered() == 0) {
            return Check.failed(
                    name,
                    found + answer.error().map(error -> ": " + error).orElse(""),
                    "",
                    "look at cable, switch port and VLAN, at the route (ip route get " + remote.getHostAddress()
                            + "), and let UDP and TCP pass on the data network");
        }
        return answer.asked() - answer.answered() <= MAY_BE_LOST
                ? Check.passed(
                        name,
                        found + ", the fastest after "
                                + Durations.format(Duration.ofNanos(answer.roundTripNanos() / 1_000 * 1_000)))
                : Check.failed(
                        name,
                        found,
                        "an idle link loses none",
                        "look for errors with ip -s link on both hosts, and at what else uses the link");
    }

    Check mtu(String name, PathAnswer answer) {
        String found = "packets of " + answer.largestPacketBytes() + " bytes get through";
        return answer.largestPacketBytes() >= mtuBytes
                ? Check.passed(name, found)
                : Check.failed(
                        name,
                        found + ", the lab file says " + mtuBytes,
                        "full frames would be lost",
                        "set the MTU of every device and switch port on the way, or correct link.mtu in the lab file");
    }
}
