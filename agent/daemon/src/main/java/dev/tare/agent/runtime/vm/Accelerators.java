package dev.tare.agent.runtime.vm;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.Usability;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** By what means guests run on this host: each is tried with a guest, because hardware that is offered may hang. */
final class Accelerators {

    private static final Path KVM = Path.of("/dev/kvm");
    /** A guest on hardware is up in a second or never. */
    private static final Duration HARDWARE_PATIENCE = Duration.ofSeconds(4);

    private final Guests guests;
    private final Kernels kernels;
    private final Programs programs;
    private final Usability usability;
    private final Map<Machine, Accelerator> chosen = new ConcurrentHashMap<>();

    @Inject
    Accelerators(Guests guests, Kernels kernels, Programs programs, Usability usability) {
        this.guests = guests;
        this.kernels = kernels;
        this.programs = programs;
        this.usability = usability;
    }

    private record Tried(Programs.Build build, Kernel kernel, Machine machine, Accelerator accelerator, Vhost vhost) {}

    /** What the last check of this machine found, so that a campaign's guests all run by the same means. */
    Accelerator chosen(Machine machine, Deadline deadline) throws IOException, InterruptedException {
        Accelerator known = chosen.get(machine);
        if (known != null) {
            return known;
        }
        check(machine, deadline);
        return chosen.getOrDefault(machine, Accelerator.EMULATION);
    }

    /** Hardware where a guest ends well on it, else emulation. */
    Availability check(Machine machine, Deadline deadline) throws IOException, InterruptedException {
        Availability onHardware = find(machine, Accelerator.HARDWARE, Deadline.after(HARDWARE_PATIENCE));
        chosen.put(machine, onHardware instanceof Availability.Usable ? Accelerator.HARDWARE : Accelerator.EMULATION);
        return switch (onHardware) {
            case Availability.Usable usable -> usable;
            case Availability.Unusable unusable
            when !machine.emulated() ->
                new Availability.Unusable(
                        "the machine " + machine.word() + " has no timer that an emulated clock can be set by, and "
                                + unusable.reason(),
                        unusable.remedy() + "; or use the machine q35");
            case Availability.Unusable _ -> find(machine, Accelerator.EMULATION, deadline);
        };
    }

    private Availability find(Machine machine, Accelerator accelerator, Deadline deadline)
            throws IOException, InterruptedException {
        Programs.Build build = programs.find(Guests.PROGRAM, Guests.PACKAGE);
        TapDevices.require();
        Kernel kernel = kernels.find();
        Tried tried = new Tried(build, kernel, machine, accelerator, Vhost.ofHost());
        return usability.remembered(tried, () -> attempt(tried, deadline));
    }

    private Availability attempt(Tried tried, Deadline deadline) throws IOException, InterruptedException {
        Machine machine = tried.machine();
        Accelerator accelerator = tried.accelerator();
        if (accelerator == Accelerator.HARDWARE && !Files.exists(KVM)) {
            return new Availability.Unusable("this host has no " + KVM, "load the module kvm_intel or kvm_amd");
        }
        String version = programs.ask(tried.build(), "--version", deadline)
                        .lines()
                        .findFirst()
                        .orElse("QEMU")
                        .replaceFirst("QEMU emulator version ([^ ]*).*", "QEMU $1")
                + ", Linux " + tried.kernel().release() + ", machine " + machine.word() + ", accelerator "
                + accelerator.word() + tried.vhost().withComma();
        return usability.rehearsed(
                new Usability.Candidate(
                        "kvm-" + machine.word() + "-" + accelerator.word(),
                        version,
                        Map.of(),
                        accelerator == Accelerator.EMULATION,
                        "see the reason; then ask again, or use another machine"),
                (spec, ledger) -> guests.launch(spec, machine, accelerator, Optional.empty(), ledger),
                deadline);
    }
}
