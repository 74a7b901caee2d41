package dev.tare.agent.runtime.nspawn;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.StateDirectory;
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

/** A container by systemd-nspawn, in the foreground and unknown to systemd; its groups are below that it is started in. */
final class NspawnRuntime implements RuntimeDriver {

    private static final String NAME = "nspawn";
    private static final String PROGRAM = "systemd-nspawn";
    private static final String PACKAGE = "systemd-container";

    private final Workplace workplace;
    private final Scopes scopes;
    private final Programs programs;
    private final Tools tools;
    private final Usability usability;

    @Inject
    NspawnRuntime(Workplace workplace, Scopes scopes, Programs programs, Tools tools, Usability usability) {
        this.workplace = workplace;
        this.scopes = scopes;
        this.programs = programs;
        this.tools = tools;
        this.usability = usability;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        return usability.of(() -> programs.find(PROGRAM, PACKAGE), build -> attempt(build, deadline));
    }

    private Availability attempt(Programs.Build build, Deadline deadline) throws IOException, InterruptedException {
        Usability.Candidate candidate = Usability.Candidate.of(NAME, "nspawn of " + programs.version(build, deadline));
        if (!CgroupTree.find().map(CgroupTree::isPure).orElse(false)) {
            return candidate
                    .withRemedy("boot the host with systemd.unified_cgroup_hierarchy=1, or use another runtime")
                    .because("hierarchies of cgroup version 1 are mounted: it takes its place from them and moves the"
                            + " container out of the trial's cgroup2 group");
        }
        return usability.rehearsed(candidate, this::launch, deadline);
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException {
        long begin = System.nanoTime();
        List<String> network = switch (spec.attachment()) {
            case Attachment.HostNetns _ -> List.of();
            case Attachment.Netns own -> List.of("--network-namespace-path=" + own.path());
            case Attachment.Tap _, Attachment.DaemonNetwork _ -> throw Refused.attachment(NAME, spec);
        };
        String container = scopes.names(spec).container();
        PropagationReaper.record(container, spec.trialId(), ledger);
        CgroupScope scope = scopes.open(spec, ledger);
        Path directory = StateDirectory.make(workplace, scopes.names(spec), spec.trialId(), ledger);
        List<String> command = new ArrayList<>(Wrappers.apart(tools, spec.cpus()));
        command.addAll(List.of(
                programs.find(PROGRAM, PACKAGE).path(),
                "--quiet",
                "--pipe",
                "--read-only",
                "--register=no",
                "--keep-unit",
                "--settings=no",
                "--link-journal=no",
                "--resolv-conf=off",
                "--timezone=off",
                "--machine=" + container,
                "--capability=CAP_NET_ADMIN",
                "--no-new-privileges=yes",
                "--tmpfs=/tmp:mode=1777,size=64m"));
        command.addAll(NspawnRoot.make(directory.resolve("root"), spec.rootfs()));
        command.addAll(network);
        spec.environment().forEach((variable, value) -> command.add("--setenv=" + variable + "=" + value));
        command.add("--");
        command.addAll(spec.arguments());
        // the root is the trial's own: a lock would be left in /run when it is killed
        return scopes.launch(spec, command, Map.of("SYSTEMD_NSPAWN_LOCK", "0", "LC_ALL", "C"), scope, begin, ledger);
    }
}
