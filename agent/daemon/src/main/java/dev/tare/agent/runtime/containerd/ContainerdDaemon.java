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

    /** In a daemon's state: a directory for each namespace, and in it one for each task, from before it is made. */
    private static final String TASKS = "io.containerd.runtime.v2.task";

    private static final String STATE = "state";

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
                "--state=" + run.resolve(STATE),
                "--address=" + socket,
                "--log-level=warn");
    }

    /** Where the tasks of the daemon with this socket are: one that the agent started, or the host's. */
    static List<Path> tasks(Path socket) {
        return List.of(socket.resolveSibling(STATE).resolve(TASKS), socket.resolveSibling(TASKS));
    }

    @Override
    public String remedy() {
        return "systemctl start containerd (Debian's package is containerd)";
    }
}
