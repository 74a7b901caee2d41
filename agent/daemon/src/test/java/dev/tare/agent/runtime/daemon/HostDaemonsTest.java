package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
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
