package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.linux.Libc;
import dev.tare.common.linux.NativeMemory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets an option of all sockets of this process")
final class SilentPeersTest {

    private static final int MILLIS = 1234;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_USER_TIMEOUT = 18;

    @Test
    void anAcceptedConnectionInheritsThePatienceOfItsListener() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            // another class's agent may listen in this process, too
            long before = patient();
            new SilentPeers().giveUpAfter(Duration.ofMillis(MILLIS));
            long listeners = patient();
            assertThat(listeners).isGreaterThan(before);
            try (SocketChannel caller = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel accepted = listener.accept()) {
                assertThat(accepted.getRemoteAddress()).isEqualTo(caller.getLocalAddress());
                assertThat(patient()).isEqualTo(listeners + 1);
            }
        }
    }

    /** No failure of the agent's. */
    @Test
    void whatWasClosedMeanwhileIsLeftOut() throws Exception {
        assertThat(new SilentPeers().set(1 << 20, Duration.ofMillis(MILLIS))).isFalse();
    }

    /** How many of this process's sockets have the timeout. */
    private static long patient() throws Exception {
        var libc = new Libc();
        var value = new NativeMemory(Integer.BYTES);
        var length = new NativeMemory(Integer.BYTES);
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            List<Integer> descriptors = files.map(
                            file -> Integer.parseInt(file.getFileName().toString()))
                    .toList();
            return descriptors.stream()
                    .filter(fd -> {
                        value.bytes().putInt(0, 0);
                        length.bytes().putInt(0, Integer.BYTES);
                        return libc.getsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, value, length) == 0
                                && value.bytes().getInt(0) == MILLIS;
                    })
                    .count();
        }
    }
}
