package dev.tare.agent.runtime.process;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Usability;
import dev.tare.agent.runtime.Wrappers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plain process: the bundle's files where they are, no container and no root of its own. */
final class NativeRuntime implements RuntimeDriver {

    private final Usability usability;
    private final Scopes scopes;
    private final Tools tools;

    @Inject
    NativeRuntime(Usability usability, Scopes scopes, Tools tools) {
        this.usability = usability;
        this.scopes = scopes;
        this.tools = tools;
    }

    @Override
    public String name() {
        return "native";
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        return usability.unless(() -> new Availability.Usable("Linux " + System.getProperty("os.version"), false));
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException {
        List<String> command = new ArrayList<>(Wrappers.apart(tools, spec.cpus()));
        switch (spec.attachment()) {
            case Attachment.HostNetns _ -> {}
            case Attachment.Netns netns -> command.addAll(Wrappers.inside(tools, netns.path()));
            case Attachment.Tap _, Attachment.DaemonNetwork _ -> throw Refused.attachment(name(), spec);
        }
        for (String argument : spec.arguments()) {
            command.add(HostPaths.of(spec.rootfs(), argument));
        }
        return scopes.launch(spec, command, spec.environment(), ledger);
    }
}
