package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.ToolsAt;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.MemoryLedger;
import dev.tare.agent.runtime.TestHost;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class HostDaemonsTest {

    @TempDir
    Path directory;

    @Test
    void whoIsNotThereDoesNotAnswer() throws Exception {
        assertThat(HostDaemons.answers(directory.resolve("nobody"))).isFalse();
    }

    @Test
    void anAgentThatIsStoppingStartsNone() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        Workplace workplace = new Workplace("test", directory, directory, List.of(), true);
        HostDaemons daemons =
                new HostDaemons(workplace, new Tools(workplace), ledger, () -> new Sweeper(ledger, Set.of()));
        daemons.stopAll();
        assertThatThrownBy(() -> daemons.ensure(new Unstartable(), Deadline.after(Duration.ofSeconds(1))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("this agent is stopping");
        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void anAgentThatMayNotStartDaemonsSaysWhoDoesNotAnswerAndWhatToDo() {
        MemoryLedger ledger = new MemoryLedger();
        Workplace workplace = new Workplace("test", directory, directory, List.of(), false);
        HostDaemons daemons =
                new HostDaemons(workplace, new Tools(workplace), ledger, () -> new Sweeper(ledger, Set.of()));
        assertThatThrownBy(() -> daemons.ensure(new Unstartable(), Deadline.after(Duration.ofSeconds(1))))
                .isInstanceOfSatisfying(UnavailableException.class, why -> {
                    assertThat(why.reason()).isEqualTo("no daemon answers on " + directory.resolve("nobody"));
                    assertThat(why.remedy()).isEqualTo("start it yourself");
                });
        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void aDaemonThatIsNotInstalledIsNamedWithItsPackage() {
        TestHost host = new TestHost(directory, directory, ToolsAt.places(List.of()));
        assertMissing(host.part(DockerDaemon.class), "dockerd", "docker.io");
        assertMissing(host.part(PodmanDaemon.class), "podman", "podman");
    }

    private void assertMissing(DaemonKind kind, String program, String debianPackage) {
        assertThatThrownBy(() -> kind.command(directory, directory, directory.resolve("socket")))
                .isInstanceOfSatisfying(UnavailableException.class, why -> {
                    assertThat(why.reason()).isEqualTo(program + " is not installed");
                    assertThat(why.remedy()).isEqualTo("apt-get install " + debianPackage);
                });
        assertThat(kind.remedy()).contains(debianPackage);
    }

    private final class Unstartable implements DaemonKind {

        @Override
        public String name() {
            return "unstartable";
        }

        @Override
        public Path socket() {
            return directory.resolve("nobody");
        }

        @Override
        public List<String> command(Path kept, Path run, Path socket) {
            throw new AssertionError("it is not to be started");
        }

        @Override
        public String remedy() {
            return "start it yourself";
        }
    }

    /** A daemon that hangs: its queue of one is full, and a further connection would wait for ever. */
    @Test
    void whoTakesNobodyInDoesNotAnswer() throws Exception {
        UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(directory.resolve("s"));
        try (ServerSocketChannel hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                SocketChannel first = SocketChannel.open(StandardProtocolFamily.UNIX);
                SocketChannel second = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            hung.bind(socket, 1);
            assertThat(first.connect(socket)).isTrue();
            assertThat(second.connect(socket)).isTrue();
            assertThat(HostDaemons.answers(socket.getPath())).isFalse();

            // who is interrupted while it waits does not know: a daemon that is taken for dead is stopped
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> HostDaemons.answers(socket.getPath())).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
