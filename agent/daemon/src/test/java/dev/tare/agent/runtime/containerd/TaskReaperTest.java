package dev.tare.agent.runtime.containerd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containerd 1.6 leaves when its client is killed while a task is being deleted: nothing listed, a directory, a shim. */
final class TaskReaperTest {

    private static final String CONTAINER = "tare-5e1f0a11";

    @TempDir
    private Path directory;

    @Test
    void aForgottenTaskGoesWithItsShim() throws Exception {
        Path socket = directory.resolve("socket");
        Path task =
                directory.resolve("state/io.containerd.runtime.v2.task/tare").resolve(CONTAINER);
        Files.createDirectories(task);
        Path program = Files.createSymbolicLink(directory.resolve("containerd-shim-of-a-test"), Path.of("/bin/cat"));
        // reads its stdin, which says nothing
        Process shim = new ProcessBuilder(program.toString(), "-", CONTAINER).start();
        Process other = new ProcessBuilder(program.toString(), "-", "tare-5e1f0a12").start();
        try (ServerSocketChannel daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            daemon.bind(UnixDomainSocketAddress.of(socket));
            Daemon containerd = new Daemon(shim, task);

            reaper(containerd)
                    .reap(new Entry(1, "t-1", TaskReaper.KIND, CONTAINER, Map.of("socket", socket.toString())));

            assertThat(shim.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(other.isAlive()).isTrue();
            assertThat(containerd.isKnown).isFalse();
        } finally {
            shim.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private TaskReaper reaper(Commands commands) throws IOException {
        Path programs = Files.createDirectories(directory.resolve("usr/bin"));
        Files.createFile(
                programs.resolve("ctr"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Workplace workplace = new Workplace("test", directory, directory, List.of(directory), false);
        return new TaskReaper(new Ctr(new Tools(workplace), commands));
    }

    /** Cleans up when the shim has ended, and only then deletes the container. */
    private static final class Daemon implements Commands {

        private static final Set<String> LISTS = Set.of("tasks", "containers");

        private final Process shim;
        private final Path task;
        private boolean isKnown = true;

        Daemon(Process shim, Path task) {
            this.shim = shim;
            this.task = task;
        }

        @Override
        public String run(List<String> arguments, String input, Deadline deadline) throws IOException {
            if (!shim.isAlive()) {
                Files.deleteIfExists(task);
            }
            String what = arguments.get(3);
            assertThat(LISTS).contains(what);
            if (arguments.contains("delete")) {
                assertThat(arguments.subList(3, arguments.size())).containsExactly("containers", "delete", CONTAINER);
                assertThat(task).doesNotExist();
                isKnown = false;
            }
            return what.equals("containers") && isKnown ? CONTAINER + "\n" : "";
        }
    }
}
