package dev.tare.agent.runtime;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import dev.tare.common.linux.AllowedCpus;
import dev.tare.common.linux.CpuSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OCI container by runc, in the foreground: runc copies stdin and stdout, forwards the exit status and takes its own cgroups
 * away when the probe ends. The container's cgroup is inside the trial's scope, in every hierarchy.
 */
final class RuncRuntime implements RuntimeDriver {

    private final Workplace workplace;
    private final Scopes scopes;
    private final OciTool oci;
    private final Tools tools;

    @Inject
    RuncRuntime(Workplace workplace, Scopes scopes, OciTool oci, Tools tools) {
        this.workplace = workplace;
        this.scopes = scopes;
        this.oci = oci;
        this.tools = tools;
    }

    @Override
    public String name() {
        return "runc";
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        return scopes.unless(() -> {
            Wrappers.requireAll(tools);
            return new Availability.Usable(oci.version(oci.find("runc"), deadline), false);
        });
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException {
        long begin = System.nanoTime();
        Optional<Path> netns = switch (spec.attachment()) {
            case Attachment.HostNetns _ -> Optional.empty();
            case Attachment.Netns own -> Optional.of(own.path());
            case Attachment.Tap _, Attachment.DaemonNetwork _ -> throw Refused.attachment(name(), spec);
        };
        CgroupScope scope = scopes.open(spec, ledger);
        String container = scopes.names(spec).container();
        OciConfig config = new OciConfig(spec, container, netns, scope.containerPath(), cpus(spec));
        OciBundle bundle = OciBundle.write(workplace, scopes.names(spec), spec.trialId(), config.json(), ledger);
        List<String> command = new ArrayList<>(Wrappers.apart(tools, spec.cpus()));
        command.addAll(List.of(
                oci.find("runc").path(),
                "--root",
                bundle.state().toString(),
                "run",
                "--bundle",
                bundle.directory().toString(),
                container));
        return scopes.launch(spec, command, OciEnvironment.of(), scope, begin, ledger);
    }

    /** Joining a cpuset group resets the affinity a process inherited, so the group gets the same CPUs. */
    private static String cpus(LaunchSpec spec) throws IOException {
        Optional<CgroupTree> tree = CgroupTree.find();
        if (tree.isEmpty() || !tree.get().hasCpuset()) {
            return "";
        }
        return (spec.cpus().isEmpty() ? AllowedCpus.ofProcess() : new CpuSet(spec.cpus())).toString();
    }
}
