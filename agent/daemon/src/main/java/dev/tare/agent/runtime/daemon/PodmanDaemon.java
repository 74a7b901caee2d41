package dev.tare.agent.runtime.daemon;

import dev.tare.agent.process.MissingToolException;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Podman has no daemon of its own; its API service speaks Docker's language and starts containers as podman does. */
final class PodmanDaemon implements DaemonKind {

    private final Tools tools;

    @Inject
    PodmanDaemon(Tools tools) {
        this.tools = tools;
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
        return Optional.of("/v4.0.0/libpod/containers/" + container + "/init");
    }

    @Override
    public String remedy() {
        return "systemctl start podman.socket (Debian's package is podman)";
    }
}
