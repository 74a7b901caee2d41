package dev.tare.controller.doctor;

import dev.tare.common.Protocol;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.Check;
import java.util.List;

/**
 * Whether an agent is of the build that the others are of.
 *
 * @param model the agent that the others have to be like
 * @param modelName of its host
 */
public record BuildChecks(String modelName, AgentDescription model) {

    public List<Check> of(AgentDescription description) {
        return List.of(agent(description), bundle(description));
    }

    private Check agent(AgentDescription description) {
        String found = "version " + description.version();
        if (description.protocolVersion() != Protocol.VERSION) {
            return Check.failed(
                    "agent",
                    found + " speaks protocol " + description.protocolVersion() + ", this controller speaks "
                            + Protocol.VERSION,
                    "",
                    "install the same version of Tare on all hosts");
        }
        return description.version().equals(model.version())
                ? Check.passed("agent", found)
                : Check.failed(
                        "agent",
                        found + ", that of " + modelName + " is " + model.version(),
                        "",
                        "install the same version of Tare on all hosts");
    }

    private Check bundle(AgentDescription description) {
        return description.bundleDigest().equals(model.bundleDigest())
                ? Check.passed("bundle", description.bundleDigest())
                : Check.failed(
                        "bundle",
                        description.bundleDigest() + ", that of " + modelName + " is " + model.bundleDigest(),
                        "a comparison needs the same bytes on all hosts",
                        "install the same build");
    }
}
