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
 * Which platforms of gVisor work on this host: each is tried with a real sandbox, because one that is offered may hang. The
 * answer is remembered as long as runsc is the same file.
 */
final class GvisorPlatforms {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Path KVM = Path.of("/dev/kvm");

    private final Scopes scopes;
    private final OciTool oci;
    private final Rehearsal rehearsal;
    private final Map<Tried, Availability> answers = new ConcurrentHashMap<>();

    @Inject
    GvisorPlatforms(Scopes scopes, OciTool oci, Rehearsal rehearsal) {
        this.scopes = scopes;
        this.oci = oci;
        this.rehearsal = rehearsal;
    }

    private record Tried(OciTool.Build build, String platform) {}

    /** One try at a time: a second asker waits for the first one's answer. */
    synchronized Availability check(String platform, Deadline deadline) {
        return scopes.unless(() -> {
            OciTool.Build runsc = oci.find("runsc");
            Tried question = new Tried(runsc, platform);
            Availability known = answers.get(question);
            if (known == null) {
                known = attempt(runsc, platform, deadline);
                answers.put(question, known);
            }
            return known;
        });
    }

    private Availability attempt(OciTool.Build runsc, String platform, Deadline deadline)
            throws IOException, InterruptedException {
        String version = oci.version(runsc, deadline);
        if ("kvm".equals(platform) && !Files.exists(KVM)) {
            return new Availability.Unusable(
                    version + ": platform kvm is not usable, because this host has no " + KVM,
                    "load the module kvm_intel or kvm_amd, or use another platform");
        }
        Duration patience = deadline.left().compareTo(LONGEST) < 0 ? deadline.left() : LONGEST;
        Optional<String> objection = rehearsal.objection(platform, Deadline.after(patience));
        if (objection.isEmpty()) {
            return new Availability.Usable(version + " platform " + platform, false);
        }
        return new Availability.Unusable(
                version + ": platform " + platform + " is not usable, because " + objection.get(),
                "use another platform of gVisor, or a newer runsc");
    }
}
