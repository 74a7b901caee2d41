package dev.tare.agent.runtime;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Printable;
import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs the bundle's {@code java -version} in a sandbox and takes everything away again. */
final class Rehearsal {

    private static final List<String> PROGRAM = List.of("/jre/bin/java", "-Xshare:auto", "-Xint", "-version");
    private static final int STDERR_BYTES = 4096;

    private final Workplace workplace;
    private final Gvisor gvisor;
    private final Ledger ledger;
    private final Sweeper sweeper;

    @Inject
    Rehearsal(Workplace workplace, Gvisor gvisor, Ledger ledger, Sweeper sweeper) {
        this.workplace = workplace;
        this.gvisor = gvisor;
        this.ledger = ledger;
        this.sweeper = sweeper;
    }

    /** Why it did not work; empty when it did. */
    Optional<String> objection(String platform, Deadline deadline) throws IOException, InterruptedException {
        String trialId = "check-gvisor-" + platform;
        try {
            return play(trialId, platform, deadline);
        } finally {
            sweeper.sweep(entry -> entry.trialId().equals(trialId));
        }
    }

    private Optional<String> play(String trialId, String platform, Deadline deadline)
            throws IOException, InterruptedException {
        LaunchSpec spec = new LaunchSpec(
                trialId,
                Map.of(),
                workplace.rootfs(),
                PROGRAM,
                Map.of(),
                List.of(),
                new Attachment.HostNetns("", List.of()));
        long patienceMillis = deadline.left().toMillis();
        Instance instance = gvisor.launch(spec, platform, GvisorStack.NONE, Optional.empty(), ledger);
        instance.in().close();
        OptionalInt status = instance.await(deadline.left());
        if (status.isEmpty()) {
            return Optional.of(
                    "a sandbox with nothing to do in it had not ended after " + patienceMillis + " ms and was killed");
        }
        if (status.getAsInt() == 0) {
            return Optional.empty();
        }
        String stderr = new String(instance.err().readNBytes(STDERR_BYTES), StandardCharsets.UTF_8).strip();
        return Optional.of("a first sandbox ended with exit status " + status.getAsInt() + ": " + Printable.of(stderr));
    }
}
