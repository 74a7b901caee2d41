package dev.tare.agent.runtime.vm;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Refused;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Usability;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A virtual machine by Firecracker: on the hardware's support or not at all. */
final class FirecrackerRuntime implements RuntimeDriver {

    private static final String NAME = "firecracker";
    private static final Path HARDWARE = Path.of("/dev/kvm");

    /** A guest on hardware is up in a second or never. */
    private static final Duration HARDWARE_PATIENCE = Duration.ofSeconds(6);

    private final Parts parts;
    private final List<String> program;
    private final Path hardware;
    private final Duration patience;

    @Inject
    FirecrackerRuntime(Parts parts) {
        this(parts, List.of(), HARDWARE, HARDWARE_PATIENCE);
    }

    /**
     * Tests have another program in Firecracker's place.
     *
     * @param program found where programs are when empty
     * @param hardware the device that virtual machines are made with
     * @param patience with a first guest
     */
    FirecrackerRuntime(Parts parts, List<String> program, Path hardware, Duration patience) {
        this.parts = parts;
        this.program = List.copyOf(program);
        this.hardware = hardware;
        this.patience = patience;
    }

    /** What it works with. */
    record Parts(Firecrackers firecrackers, Tools tools, Commands commands, Usability usability) {

        @Inject
        Parts {}
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Availability check(Map<String, String> options, Deadline deadline) {
        Duration limit = deadline.left().compareTo(patience) < 0 ? deadline.left() : patience;
        return parts.usability()
                .of(
                        () -> candidate(deadline),
                        candidate -> parts.usability()
                                .rehearsed(
                                        candidate,
                                        (spec, ledger) ->
                                                parts.firecrackers().launch(spec, program(), Optional.empty(), ledger),
                                        Deadline.after(limit)));
    }

    private Usability.Candidate candidate(Deadline deadline) throws IOException, InterruptedException {
        List<String> question = new ArrayList<>(program());
        question.add("--version");
        FirecrackerVersion version = FirecrackerVersion.in(parts.commands().run(question, deadline));
        version.requireNewEnough();
        if (!Files.exists(hardware)) {
            throw new UnavailableException(
                    version + " runs virtual machines on the hardware's support, and this host has no " + hardware,
                    "load the module kvm_intel or kvm_amd; in a virtual machine, have nested virtualisation allowed");
        }
        TapDevices.require();
        Kernel kernel = parts.firecrackers().kernel();
        return Usability.Candidate.of(NAME, version + ", Linux " + kernel.release());
    }

    private List<String> program() throws UnavailableException {
        if (!program.isEmpty()) {
            return program;
        }
        return List.of(parts.tools()
                .find(NAME)
                .orElseThrow(() -> new UnavailableException(
                        NAME + " is not installed",
                        "put the program of a release of Firecracker, from " + FirecrackerVersion.OLDEST
                                + ", in /usr/local/bin; no package of Debian has it"))
                .toString());
    }

    @Override
    public Instance launch(LaunchSpec spec, Ledger ledger) throws IOException, InterruptedException {
        if (!(spec.attachment() instanceof Attachment.Tap tap)) {
            throw Refused.attachment(NAME, spec);
        }
        return parts.firecrackers().launch(spec, program(), Optional.of(tap), ledger);
    }
}
