package dev.tare.agent.runtime.containerd;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A container of containerd with one of its handlers. */
final class ContainerdRuntime implements RuntimeDriver {

    private final Containers containers;

    @Inject
    ContainerdRuntime(Containers containers) {
        this.containers = containers;
    }

    @Override
    public String name() {
        return "containerd";
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        Handler handler = Handler.of(options);
        return containers.check(handler, name() + "-" + handler.word(), options, this::launch, deadline);
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        Optional<Path> netns = switch (spec.attachment()) {
            case Attachment.HostNetns _ -> Optional.empty();
            case Attachment.Netns own -> Optional.of(own.path());
            case Attachment.Tap _, Attachment.DaemonNetwork _ -> throw Refused.attachment(name(), spec);
        };
        return containers.launch(spec, netns, Handler.of(spec.options()), Map.of(), ledger);
    }
}
