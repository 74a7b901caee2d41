package dev.tare.agent.runtime.lxc;

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
import dev.tare.agent.runtime.Liblxc;
import dev.tare.agent.runtime.LxcLockReaper;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Usability;
import dev.tare.agent.runtime.Wrappers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container by lxc-execute, in the foreground: its small init is the container's first process, runs the probe and hands on its
 * exit status. Monitor and container are in the trial's cgroup.
 */
final class LxcRuntime implements RuntimeDriver {

    private static final String PROGRAM = "lxc-execute";
    private static final String PACKAGE = "lxc";

    private final Workplace workplace;
    private final Scopes scopes;
    private final Programs programs;
    private final Tools tools;
    private final Usability usability;

    @Inject
    LxcRuntime(Workplace workplace, Scopes scopes, Programs programs, Tools tools, Usability usability) {
        this.workplace = workplace;
        this.scopes = scopes;
        this.programs = programs;
        this.tools = tools;
        this.usability = usability;
    }

    @Override
    public String name() {
        return "lxc";
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        return usability.of(() -> programs.find(PROGRAM, PACKAGE), build -> attempt(build, deadline));
    }

    private Availability attempt(Programs.Build build, Deadline deadline) throws IOException, InterruptedException {
        Usability.Candidate candidate = Usability.Candidate.of(
                "lxc", "lxc " + programs.ask(build, "--version", deadline).strip());
        Optional<Availability.Unusable> objection = Liblxc.objection(candidate);
        return objection.isPresent() ? objection.get() : usability.rehearsed(candidate, this::launch, deadline);
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException {
        long begin = System.nanoTime();
        List<String> command = new ArrayList<>(Wrappers.apart(tools, spec.cpus()));
        switch (spec.attachment()) {
            case Attachment.HostNetns _ -> {}
            case Attachment.Netns own -> command.addAll(Wrappers.inside(tools, own.path()));
            case Attachment.Tap _, Attachment.DaemonNetwork _ -> throw Refused.attachment(name(), spec);
        }
        CgroupScope scope = scopes.open(spec, ledger);
        CgroupTree tree = CgroupTree.find().orElseThrow(() -> new IOException("no cgroup2 hierarchy is mounted"));
        String container = scopes.names(spec).container();
        Path directory = StateDirectory.make(workplace, scopes.names(spec), spec.trialId(), ledger);
        Path configuration = directory.resolve("config");
        Files.write(configuration, new LxcConfig(spec, container, scope, tree, Scopes.cpus(spec)).lines());
        Path containers = Files.createDirectories(directory.resolve("state"));
        LxcLockReaper.record(containers, spec.trialId(), ledger);
        command.addAll(List.of(
                programs.find(PROGRAM, PACKAGE).path(),
                "--name=" + container,
                "--lxcpath=" + containers,
                "--rcfile=" + configuration,
                "--"));
        command.addAll(spec.arguments());
        return scopes.launch(spec, command, spec.environment(), scope, begin, ledger);
    }
}
