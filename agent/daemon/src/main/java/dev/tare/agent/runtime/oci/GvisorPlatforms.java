package dev.tare.agent.runtime.oci;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Findings;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.Rehearsal;
import dev.tare.agent.runtime.Scopes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Which platforms of gVisor work on this host: each is tried with a real sandbox, because one that is offered may hang. */
final class GvisorPlatforms {

    /** A sandbox on KVM is up in a fraction of a second or never. */
    private static final Duration KVM_PATIENCE = Duration.ofSeconds(5);

    private static final Path KVM = Path.of("/dev/kvm");

    private final Gvisor gvisor;
    private final Scopes scopes;
    private final Programs programs;
    private final Findings findings;
    private final Rehearsal rehearsal;

    @Inject
    GvisorPlatforms(Gvisor gvisor, Scopes scopes, Programs programs, Findings findings, Rehearsal rehearsal) {
        this.gvisor = gvisor;
        this.scopes = scopes;
        this.programs = programs;
        this.findings = findings;
        this.rehearsal = rehearsal;
    }

    private record Tried(Programs.Build build, String platform) {}

    Availability check(String platform, Deadline deadline) {
        return scopes.unless(() -> {
            Programs.Build runsc = programs.find("runsc", "runsc");
            return findings.of(new Tried(runsc, platform), () -> attempt(runsc, platform, deadline));
        });
    }

    private Availability attempt(Programs.Build runsc, String platform, Deadline deadline)
            throws IOException, InterruptedException {
        String version = programs.version(runsc, deadline);
        boolean kvm = "kvm".equals(platform);
        if (kvm && !Files.exists(KVM)) {
            return new Availability.Unusable(
                    version + ": platform kvm is not usable, because this host has no " + KVM,
                    "load the module kvm_intel or kvm_amd, or use another platform");
        }
        Duration patience = kvm && deadline.left().compareTo(KVM_PATIENCE) > 0 ? KVM_PATIENCE : deadline.left();
        Optional<String> objection = rehearsal.objection(
                "gvisor-" + platform,
                Map.of(),
                (spec, ledger) -> gvisor.launch(spec, platform, GvisorStack.NONE, Optional.empty(), ledger),
                Deadline.after(patience));
        if (objection.isEmpty()) {
            return new Availability.Usable(version + " platform " + platform, false);
        }
        return new Availability.Unusable(
                version + ": platform " + platform + " is not usable, because " + objection.get(),
                "use another platform of gVisor, or a newer runsc");
    }
}
