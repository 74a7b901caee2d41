package dev.tare.agent.runtime.containerd;

import dev.tare.agent.process.Tools;
import dev.tare.agent.runtime.daemon.DaemonKind;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The daemon of containerd. One that the agent starts does not serve Kubernetes, and so needs no network plugins. */
final class ContainerdDaemon implements DaemonKind {

    private final Tools tools;

    @Inject
    ContainerdDaemon(Tools tools) {
        this.tools = tools;
    }

    @Override
    public String name() {
        return "containerd";
    }

    @Override
    public Path socket() {
        return Path.of("/run/containerd/containerd.sock");
    }

    @Override
    public List<String> command(Path directory, Path run, Path socket) throws IOException {
        // a file of its own, or it would read the machine's
        Path configuration = directory.resolve("config.toml");
        Files.writeString(configuration, "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n");
        return List.of(
                tools.require("containerd", "containerd"),
                "--config=" + configuration,
                "--root=" + directory.resolve("root"),
                "--state=" + run.resolve("state"),
                "--address=" + socket,
                "--log-level=warn");
    }

    @Override
    public String remedy() {
        return "systemctl start containerd (Debian's package is containerd)";
    }
}
