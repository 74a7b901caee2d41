package dev.tare.controller.doctor;

import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.Check;
import dev.tare.controller.fleet.Fleet;
import dev.tare.controller.lab.Lab;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at everything about a host that could spoil a measurement, and tells what to do.
 *
 * @param model what the others' builds are compared with
 * @param modelName of its host
 */
public record Doctor(Lab lab, Fleet fleet, InstantSource wall, String modelName, AgentDescription model) {

    /** That host, and its way to every other. Takes seconds; nothing is changed. */
    public List<Check> examine(Agent agent, AgentDescription description) {
        Lab.Host host = lab.host(agent.name());
        List<Check> checks = new ArrayList<>(new BuildChecks(modelName, model).of(description));
        List<Check> device = new DeviceChecks(host, lab.link()).of(description);
        checks.addAll(device);
        for (Agent other : fleet.agents()) {
            if (other != agent) {
                checks.addAll(paths(agent, host, other, lab.host(other.name())));
            }
        }
        checks.addAll(new ClockChecks(wall).of(agent));
        checks.addAll(description.checks());
        return checks;
    }

    private List<Check> paths(Agent from, Lab.Host local, Agent to, Lab.Host remote) {
        PathChecks path = new PathChecks(lab.link().mtuBytes());
        List<Check> checks =
                new ArrayList<>(path.of(from, address(local.dataAddress()), to, address(remote.dataAddress())));
        Lab.Ipv6 own = local.six();
        Lab.Ipv6 its = remote.six();
        if (own != null && its != null) {
            checks.addAll(path.of(from, address(own.dataAddress()), to, address(its.dataAddress())));
        }
        return checks;
    }

    private static InetAddress address(String cidr) {
        return InetAddress.ofLiteral(cidr.substring(0, cidr.indexOf('/')));
    }
}
