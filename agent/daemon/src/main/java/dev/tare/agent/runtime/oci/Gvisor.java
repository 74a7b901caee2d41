package dev.tare.agent.runtime.oci;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Wrappers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts runsc in the foreground. It leaves cgroups alone: sandbox and gofer are its children and so in the trial's scope, with
 * the CPUs they inherit.
 */
final class Gvisor {

    private static final Duration QUESTION_PATIENCE = Duration.ofSeconds(5);

    private final Workplace workplace;
    private final Scopes scopes;
    private final Programs programs;
    private final Tools tools;

    @Inject
    Gvisor(Workplace workplace, Scopes scopes, Programs programs, Tools tools) {
        this.workplace = workplace;
        this.scopes = scopes;
        this.programs = programs;
        this.tools = tools;
    }

    Instance launch(LaunchSpec spec, String platform, GvisorStack stack, Optional<Path> netns, Ledger ledger)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        CgroupScope scope = scopes.open(spec, ledger);
        String container = scopes.names(spec).container();
        OciConfig config = new OciConfig(spec, container, netns, "", "");
        OciBundle bundle = OciBundle.write(workplace, scopes.names(spec), spec.trialId(), config.json(), ledger);
        Programs.Build runsc = programs.find("runsc", "runsc");
        List<String> command = new ArrayList<>(Wrappers.apart(tools, spec.cpus()));
        command.addAll(Wrappers.withoutNetSysctls(tools));
        command.addAll(List.of(
                runsc.path(),
                "--root=" + bundle.state(),
                "--platform=" + platform,
                "--network=" + stack.flag(),
                "--ignore-cgroups"));
        // The root file system is shared between trials and never written: nobody else changes it, nothing lies over
        // it.
        command.add("--file-access=exclusive");
        if (hasFlag(runsc, "overlay2")) {
            command.add("--overlay2=none");
        }
        command.addAll(List.of("run", "--bundle", bundle.directory().toString(), container));
        return scopes.launch(spec, command, OciEnvironment.of(), scope, begin, ledger);
    }

    /** The older builds know fewer flags and refuse to start with one they do not know. */
    private boolean hasFlag(Programs.Build runsc, String flag) throws IOException, InterruptedException {
        return programs.ask(runsc, "flags", Deadline.after(QUESTION_PATIENCE))
                .lines()
                .anyMatch(line -> (line + " ").startsWith("  -" + flag + " "));
    }
}
