package dev.tare.agent.runtime.oci;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.Usability;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which platforms of gVisor work on this host: each is tried with a real sandbox, because one that is offered may hang. */
final class GvisorPlatforms {

    /** A sandbox on KVM is up in a fraction of a second or never. */
    private static final Duration KVM_PATIENCE = Duration.ofSeconds(5);

    private static final Path KVM = Path.of("/dev/kvm");

    private final Gvisor gvisor;
    private final Programs programs;
    private final Usability usability;

    @Inject
    GvisorPlatforms(Gvisor gvisor, Programs programs, Usability usability) {
        this.gvisor = gvisor;
        this.programs = programs;
        this.usability = usability;
    }

    private record Tried(Programs.Build build, String platform) {}

    Availability check(String platform, Deadline deadline) {
        return usability.of(
                () -> new Tried(programs.find("runsc", "runsc"), platform),
                tried -> attempt(tried.build(), platform, deadline));
    }

    private Availability attempt(Programs.Build runsc, String platform, Deadline deadline)
            throws IOException, InterruptedException {
        Usability.Candidate candidate = Usability.Candidate.of(
                        "gvisor-" + platform, programs.version(runsc, deadline) + " platform " + platform)
                .withRemedy("use another platform of gVisor, or a newer runsc");
        boolean kvm = "kvm".equals(platform);
        if (kvm && !Files.exists(KVM)) {
            return candidate
                    .withRemedy("load the module kvm_intel or kvm_amd, or use another platform")
                    .because("this host has no " + KVM);
        }
        Duration patience = kvm && deadline.left().compareTo(KVM_PATIENCE) > 0 ? KVM_PATIENCE : deadline.left();
        return usability.rehearsed(
                candidate,
                (spec, ledger) -> gvisor.launch(spec, platform, GvisorStack.NONE, Optional.empty(), ledger),
                Deadline.after(patience));
    }
}
