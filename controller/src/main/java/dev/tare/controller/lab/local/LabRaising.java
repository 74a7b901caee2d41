package dev.tare.controller.lab.local;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.HostName;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabAddresses;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabJson;
import dev.tare.controller.lab.state.LabReady;
import dev.tare.controller.lab.state.ProcessStamp;
import dev.tare.controller.lab.tls.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down what a lab is to be, starts its root process and waits until its keeper says that all works. */
final class LabRaising {

    /** No lab lives that long; a stolen key is worth nothing after it. */
    private static final Duration CERTIFICATE_VALIDITY = Duration.ofDays(30);

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int LOG_LINES = 6;

    private final Installation installation;

    LabRaising(Installation installation) {
        this.installation = installation;
    }

    Raised raise(LabFolder folder, LabSpec spec, Consumer<String> progress) throws IOException, InterruptedException {
        TimeNamespaces.require(spec.clocks(), System.getProperty("os.version", ""));
        folder.create(spec.hosts());
        @Nullable Process process = null;
        try {
            LabJson.write(folder.spec(), spec);
            folder.tls().write(spec.name(), Instant.now(), CERTIFICATE_VALIDITY, identities(spec));
            process = start(folder, spec);
            ProcessStamp root =
                    ProcessStamp.of(process.pid()).orElseThrow(() -> new IOException("its root process died at once"));
            LocalLabs.recordRoot(folder, root);
            LabReady ready = await(folder, spec, process, progress);
            Raised raised = new Raised(folder, root, ready, false);
            process = null;
            return raised;
        } catch (GeneralSecurityException impossible) {
            throw new IOException("no certificates: " + impossible.getMessage(), impossible);
        } finally {
            if (process != null) {
                giveUp(process, folder);
            }
        }
    }

    /** Also for whoever is interrupted, who waits for the end all the same. */
    private static void giveUp(Process process, LabFolder folder) throws IOException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        process.destroyForcibly().waitFor();
        folder.delete();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The parent's end of an attached lab's stdin stays open as long as this process lives. */
    private Process start(LabFolder folder, LabSpec spec) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(RootCommand.of(installation, spec, folder))
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.keeperLog().toFile());
        if (!spec.attached()) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        return builder.start();
    }

    private static LabReady await(LabFolder folder, LabSpec spec, Process process, Consumer<String> progress)
            throws IOException, InterruptedException {
        KeeperLog log = new KeeperLog(folder.keeperLog());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Optional<LabReady> ready = folder.readReady();
            log.fresh().forEach(progress);
            if (ready.isPresent()) {
                return ready.get();
            }
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw TareException.preflight("the lab did not come up:\n  " + said(folder, spec.hosts()), "");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static String said(LabFolder folder, List<String> hosts) throws IOException {
        List<String> said = new ArrayList<>();
        said.add(KeeperLog.tail(folder.keeperLog(), LOG_LINES));
        for (String host : hosts) {
            String agent = KeeperLog.tail(folder.agentLog(host), LOG_LINES);
            if (!agent.isEmpty()) {
                said.add("agent " + host + " said:\n  " + agent);
            }
        }
        return String.join("\n  ", said);
    }

    private static List<Identity> identities(LabSpec spec) {
        List<Identity> identities = new ArrayList<>();
        for (String host : spec.hosts()) {
            List<String> addresses = List.of(LabAddresses.management(spec.number(host)));
            identities.add(new Identity(host, addresses, Identity.Purpose.AGENT));
        }
        identities.add(
                new Identity(HostName.CONTROLLER, List.of(LabAddresses.CONTROLLER), Identity.Purpose.CONTROLLER));
        return identities;
    }
}
