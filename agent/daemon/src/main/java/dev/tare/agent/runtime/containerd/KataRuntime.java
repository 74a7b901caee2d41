package dev.tare.agent.runtime.containerd;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Usability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container of containerd in a virtual machine by Kata Containers. */
final class KataRuntime implements RuntimeDriver {

    private static final String NAME = "kata";

    /** Where Kata's shim is told its configuration, before the task's options and the environment. */
    static final String ANNOTATION = "io.katacontainers.config_path";

    /** A machine on hardware is up in seconds or never. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Containers containers;
    private final Workplace workplace;
    private final Handler handler;
    private final List<Path> configurations;
    private final Path hardware;

    /**
     * Tests give it another handler.
     *
     * @param configurations directories with Kata's configurations, the first that has one gives it
     * @param hardware the device that virtual machines are made with
     */
    KataRuntime(Containers containers, Workplace workplace, Handler handler, List<Path> configurations, Path hardware) {
        this.containers = containers;
        this.workplace = workplace;
        this.handler = handler;
        this.configurations = List.copyOf(configurations);
        this.hardware = hardware;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        KataOptions asked = KataOptions.of(options);
        try {
            require(asked);
        } catch (UnavailableException e) {
            return Usability.unusable(e);
        }
        Duration patience = deadline.left().compareTo(PATIENCE) < 0 ? deadline.left() : PATIENCE;
        return containers.check(handler, NAME + "-" + asked.word(), options, this::rehearse, Deadline.after(patience));
    }

    private void require(KataOptions asked) throws UnavailableException {
        asked.requirePossible();
        containers.requireShim(handler);
        if (!Files.exists(hardware)) {
            throw new UnavailableException(
                    "Kata runs containers in virtual machines on the hardware's support, and this host has no "
                            + hardware,
                    "load the module kvm_intel or kvm_amd; in a virtual machine, have nested virtualisation allowed");
        }
        if (asked.shipped(configurations).isEmpty()) {
            throw new UnavailableException(
                    "Kata's " + asked.fileName() + " is in none of " + configurations,
                    "unpack a release of Kata Containers that has this hypervisor, or use another one");
        }
    }

    /** Without a namespace Kata makes one: nothing is attached to it. */
    private Instance rehearse(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        return launch(spec, Optional.empty(), ledger);
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        return switch (spec.attachment()) {
            case Attachment.Netns own -> launch(spec, Optional.of(own.path()), ledger);
            case Attachment.HostNetns _, Attachment.Tap _, Attachment.DaemonNetwork _ ->
                throw Refused.attachment(NAME, spec);
        };
    }

    private Instance launch(LaunchSpec spec, Optional<Path> netns, Ledger ledger)
            throws IOException, InterruptedException {
        int cpus = Math.max(1, spec.cpus().size());
        Path configuration =
                KataOptions.of(spec.options()).write(workplace.state().resolve("kata"), configurations, cpus);
        return containers.launch(spec, netns, handler, Map.of(ANNOTATION, configuration.toString()), ledger);
    }
}
