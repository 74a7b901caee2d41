package dev.tare.agent.runtime.oci;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An OCI container in gVisor's sandbox, with gVisor's own network stack or with the host's. */
final class GvisorRuntime implements RuntimeDriver {

    private final String name;
    private final GvisorStack stack;
    private final Gvisor gvisor;
    private final GvisorPlatforms platforms;

    GvisorRuntime(String name, GvisorStack stack, Gvisor gvisor, GvisorPlatforms platforms) {
        this.name = name;
        this.stack = stack;
        this.gvisor = gvisor;
        this.platforms = platforms;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        return platforms.check(platform(options), deadline);
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        return gvisor.launch(spec, platform(spec.options()), stack, netns(spec), ledger);
    }

    private Optional<Path> netns(LaunchSpec spec) {
        return switch (spec.attachment()) {
            case Attachment.Netns own -> Optional.of(own.path());
            case Attachment.HostNetns _ when stack == GvisorStack.HOST -> Optional.empty();
            case Attachment.HostNetns _, Attachment.Tap _, Attachment.DaemonNetwork _ ->
                throw Refused.attachment(name, spec);
        };
    }

    private static String platform(Map<String, String> options) {
        String platform = options.getOrDefault("platform", "systrap");
        if (!platform.matches("[a-z]{1,16}")) {
            throw new IllegalArgumentException("not a platform of gVisor");
        }
        return platform;
    }
}
