package dev.tare.agent.runtime.daemon;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.Firewall;
import dev.tare.agent.process.MissingToolException;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Podman has no daemon of its own; its API service speaks Docker's language and starts containers as podman does. */
final class PodmanDaemon implements DaemonKind {

    private final Tools tools;
    private final Firewall firewall;

    @Inject
    PodmanDaemon(Tools tools, Firewall firewall) {
        this.tools = tools;
        this.firewall = firewall;
    }

    /** Its plugins make rules with each container and take them back, but for the tables. */
    @Override
    public void beforeNetwork(Path socket, Attachment.Shape shape, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        if (shape == Attachment.Shape.NAT) {
            firewall.remember(trialId, ledger);
        }
    }

    @Override
    public String name() {
        return "podman";
    }

    @Override
    public Path socket() {
        return Path.of("/run/podman/podman.sock");
    }

    @Override
    public List<String> command(Path directory, Path run, Path socket) throws MissingToolException {
        return List.of(
                tools.require("podman", "podman"),
                "--root=" + directory.resolve("root"),
                "--runroot=" + run.resolve("run"),
                "--tmpdir=" + run.resolve("tmp"),
                "--cgroup-manager=cgroupfs",
                "--events-backend=file",
                // else in the host's own directory, which the host's own podman reads
                "--network-config-dir=" + directory.resolve("networks"),
                // the same for all; crun refuses a mixture of cgroup versions
                "--runtime=" + tools.require("runc", "runc"),
                "system",
                "service",
                "--time=0",
                "unix://" + socket);
    }

    /** What Docker does of itself: the container is there, with its namespaces, and does not run yet. */
    @Override
    public Optional<String> beforeAttach(String container) {
        return Optional.of("/v" + OldestApi.PODMAN + "/libpod/containers/" + container + "/init");
    }

    @Override
    public String remedy() {
        return "systemctl start podman.socket (Debian's package is podman)";
    }
}
