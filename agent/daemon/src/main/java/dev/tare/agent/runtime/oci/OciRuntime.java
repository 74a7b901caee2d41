package dev.tare.agent.runtime.oci;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Usability;
import dev.tare.agent.runtime.Wrappers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OCI container by runc or crun, in the foreground: the program copies stdin and stdout, forwards the exit status and takes its
 * own cgroups away when the probe ends. The container's cgroup is inside the trial's scope, in every hierarchy.
 */
final class OciRuntime implements RuntimeDriver {

    private final String program;
    private final Parts parts;

    /** @param program runtime, program and Debian package are called the same */
    OciRuntime(String program, Parts parts) {
        this.program = program;
        this.parts = parts;
    }

    /** What it works with. */
    record Parts(Workplace workplace, Scopes scopes, Programs programs, Tools tools, Usability usability) {

        @Inject
        Parts {}
    }

    @Override
    public String name() {
        return program;
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        Usability usability = parts.usability();
        return usability.of(
                () -> parts.programs().find(program, program),
                build -> usability.rehearsed(
                        Usability.Candidate.of(program, parts.programs().version(build, deadline))
                                .withRemedy("see the reason; another version of " + program
                                        + " or another OCI runtime may do"),
                        this::launch,
                        deadline));
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException {
        long begin = System.nanoTime();
        Optional<Path> netns = switch (spec.attachment()) {
            case Attachment.HostNetns _ -> Optional.empty();
            case Attachment.Netns own -> Optional.of(own.path());
            case Attachment.Tap _, Attachment.DaemonNetwork _ -> throw Refused.attachment(name(), spec);
        };
        Scopes scopes = parts.scopes();
        CgroupScope scope = scopes.open(spec, ledger);
        String container = scopes.names(spec).container();
        OciConfig config = new OciConfig(spec, container, netns, scope.containerPath(), Scopes.cpus(spec));
        OciBundle bundle =
                OciBundle.write(parts.workplace(), scopes.names(spec), spec.trialId(), config.json(), ledger);
        List<String> command = new ArrayList<>(Wrappers.apart(parts.tools(), spec.cpus()));
        command.addAll(List.of(
                parts.programs().find(program, program).path(),
                "--root",
                bundle.state().toString(),
                "run",
                "--bundle",
                bundle.directory().toString(),
                container));
        return scopes.launch(spec, command, OciEnvironment.of(), scope, begin, ledger);
    }
}
