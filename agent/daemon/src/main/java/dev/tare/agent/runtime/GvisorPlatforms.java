package dev.tare.agent.runtime;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which platforms of gVisor work on this host: each is tried with a real sandbox, because one that is offered may hang. What
 * works is remembered as long as runsc is the same file; what does not is tried again after a while, because a busy host may
 * have been too slow.
 */
final class GvisorPlatforms {

    /** A sandbox on KVM is up in a fraction of a second or never. */
    private static final Duration KVM_PATIENCE = Duration.ofSeconds(5);

    private static final long UNUSABLE_FOR_NANOS = Duration.ofMinutes(10).toNanos();
    private static final Path KVM = Path.of("/dev/kvm");

    private final Scopes scopes;
    private final OciTool oci;
    private final Rehearsal rehearsal;
    private final Map<Tried, Known> answers = new ConcurrentHashMap<>();

    @Inject
    GvisorPlatforms(Scopes scopes, OciTool oci, Rehearsal rehearsal) {
        this.scopes = scopes;
        this.oci = oci;
        this.rehearsal = rehearsal;
    }

    private record Tried(OciTool.Build build, String platform) {}

    private record Known(Availability availability, long atNanos) {

        boolean holds() {
            return availability instanceof Availability.Usable || System.nanoTime() - atNanos < UNUSABLE_FOR_NANOS;
        }
    }

    /** One try at a time: a second asker waits for the first one's answer. */
    synchronized Availability check(String platform, Deadline deadline) {
        return scopes.unless(() -> {
            OciTool.Build runsc = oci.find("runsc");
            Tried question = new Tried(runsc, platform);
            Known known = answers.get(question);
            if (known == null || !known.holds()) {
                known = new Known(attempt(runsc, platform, deadline), System.nanoTime());
                answers.put(question, known);
            }
            return known.availability();
        });
    }

    private Availability attempt(OciTool.Build runsc, String platform, Deadline deadline)
            throws IOException, InterruptedException {
        String version = oci.version(runsc, deadline);
        boolean kvm = "kvm".equals(platform);
        if (kvm && !Files.exists(KVM)) {
            return new Availability.Unusable(
                    version + ": platform kvm is not usable, because this host has no " + KVM,
                    "load the module kvm_intel or kvm_amd, or use another platform");
        }
        Duration patience = kvm && deadline.left().compareTo(KVM_PATIENCE) > 0 ? KVM_PATIENCE : deadline.left();
        Optional<String> objection = rehearsal.objection(platform, Deadline.after(patience));
        if (objection.isEmpty()) {
            return new Availability.Usable(version + " platform " + platform, false);
        }
        return new Availability.Unusable(
                version + ": platform " + platform + " is not usable, because " + objection.get(),
                "use another platform of gVisor, or a newer runsc");
    }
}
