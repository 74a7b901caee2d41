package dev.tare.agent.runtime.lxd;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.Firewall;
import dev.tare.agent.process.Tools;
import dev.tare.agent.runtime.LxcLockReaper;
import dev.tare.agent.runtime.daemon.DaemonKind;
import dev.tare.agent.runtime.daemon.HostDaemons;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The daemon of LXD, or the host's own of Incus, which has the same interface. One that the agent starts has its directory below
 * {@code /run}, where every path is short and open to a container's own root; what is large in it is below the agent's state, which
 * may be closed to others: LXD mounts a pool that is elsewhere at its place.
 */
final class LxdDaemon implements DaemonKind {

    private static final List<Path> SOCKETS = List.of(
            Path.of("/var/lib/lxd/unix.socket"),
            Path.of("/var/snap/lxd/common/lxd/unix.socket"),
            Path.of("/var/lib/incus/unix.socket"));
    private static final String DIRECTORY = "lxd";
    private static final String POOL = "pool";

    private final Tools tools;
    private final Firewall firewall;

    @Inject
    LxdDaemon(Tools tools, Firewall firewall) {
        this.tools = tools;
        this.firewall = firewall;
    }

    /** It makes rules with each network and takes them back, but for the tables. */
    @Override
    public void beforeNetwork(Path socket, Attachment.Shape shape, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        firewall.remember(trialId, ledger);
    }

    /** Its containers are those of liblxc. */
    @Override
    public void beforeStart(Path run, Ledger ledger) {
        LxcLockReaper.record(run.resolve(DIRECTORY).resolve("containers"), HostDaemons.owner(this), ledger);
    }

    @Override
    public String name() {
        return "lxd";
    }

    @Override
    public Path socket() {
        return SOCKETS.stream().filter(Files::exists).findFirst().orElse(SOCKETS.getFirst());
    }

    @Override
    public List<String> command(Path directory, Path run, Path socket) throws IOException {
        Path own = Files.createDirectories(run.resolve(DIRECTORY));
        Files.createSymbolicLink(own.resolve("images"), Files.createDirectories(directory.resolve("images")));
        Files.createSymbolicLink(run.resolve(POOL), Files.createDirectories(directory.resolve(POOL)));
        Files.createSymbolicLink(socket, Path.of(DIRECTORY, "unix.socket"));
        return List.of(tools.require("lxd", "lxd"), "--group=root");
    }

    @Override
    public Map<String, String> environment(Path run) {
        return Map.of("LXD_DIR", run.resolve(DIRECTORY).toString());
    }

    /** Where the pool of a daemon that the agent started is to be; elsewhere, where LXD likes. */
    static Map<String, String> poolSource(Path socket) throws IOException {
        Path pool = socket.resolveSibling(POOL);
        return Files.isSymbolicLink(pool) ? Map.of("source", pool.toRealPath().toString()) : Map.of();
    }

    @Override
    public String remedy() {
        return "systemctl start lxd (Debian's package is lxd)";
    }
}
