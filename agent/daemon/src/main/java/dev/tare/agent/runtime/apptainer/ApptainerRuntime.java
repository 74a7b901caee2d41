package dev.tare.agent.runtime.apptainer;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.CgroupScope;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code apptainer exec} on the bundle's directory, in the foreground. The program becomes the container's monitor and dies with
 * it; both are in the trial's cgroup, for Apptainer makes none unless it is asked for limits.
 */
final class ApptainerRuntime implements RuntimeDriver {

    private static final String NAME = "apptainer";

    private final Apptainers apptainers;
    private final Workplace workplace;
    private final Scopes scopes;
    private final Tools tools;
    private final Usability usability;

    @Inject
    ApptainerRuntime(Apptainers apptainers, Workplace workplace, Scopes scopes, Tools tools, Usability usability) {
        this.apptainers = apptainers;
        this.workplace = workplace;
        this.scopes = scopes;
        this.tools = tools;
        this.usability = usability;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        return usability.of(
                () -> Programs.Build.of(apptainers.find().file()),
                _ -> usability.rehearsed(
                        Usability.Candidate.of(NAME, apptainers.version(deadline)), this::launch, deadline));
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException {
        long begin = System.nanoTime();
        List<String> command = new ArrayList<>(Wrappers.apart(tools, spec.cpus()));
        switch (spec.attachment()) {
            case Attachment.HostNetns _ -> {}
            case Attachment.Netns own -> command.addAll(Wrappers.inside(tools, own.path()));
            case Attachment.Tap _, Attachment.DaemonNetwork _ -> throw Refused.attachment(NAME, spec);
        }
        CgroupScope scope = scopes.open(spec, ledger);
        Path directory = StateDirectory.make(workplace, scopes.names(spec), spec.trialId(), ledger);
        Path configuration = Files.write(directory.resolve("apptainer.conf"), ApptainerConfig.LINES);
        Apptainers.Found found = apptainers.find();
        command.addAll(List.of(
                found.path().toString(),
                "--silent",
                "--config=" + configuration,
                "exec",
                "--containall",
                // no shell looks at arguments and variables
                "--no-eval",
                "--no-init",
                "--no-umask",
                "--no-home",
                "--no-mount=/etc/hosts,/etc/localtime",
                "--pwd=/",
                "--no-privs",
                "--add-caps=CAP_NET_ADMIN,CAP_SYS_NICE",
                spec.rootfs().toString()));
        command.addAll(spec.arguments());
        return scopes.launch(spec, command, environment(spec, directory), found.starter(), scope, begin, ledger);
    }

    /** Of Apptainer itself: what it hands on to the container is marked as such. */
    private static Map<String, String> environment(LaunchSpec spec, Path directory) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        // or it would make a directory in the user's home
        environment.put("APPTAINER_CONFIGDIR", directory.toString());
        spec.environment().forEach((variable, value) -> environment.put("APPTAINERENV_" + variable, value));
        return environment;
    }
}
