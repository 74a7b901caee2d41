package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.runtime.Accounting;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent's end of a guest's channels, with this test as Firecracker and guest. */
@Timeout(20)
final class VsockChannelsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private final FakeMachine machine = new FakeMachine();

    /** Ends, with status 0 as Firecracker does, when it is told. */
    private static final class FakeMachine implements Instance {

        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public OutputStream in() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream out() {
            return InputStream.nullInputStream();
        }

        @Override
        public InputStream err() {
            return InputStream.nullInputStream();
        }

        @Override
        public OptionalInt await(Duration wait) throws InterruptedException {
            return ended.await(wait.toNanos(), TimeUnit.NANOSECONDS) ? OptionalInt.of(0) : OptionalInt.empty();
        }

        @Override
        public Accounting accounting() {
            return Optional::empty;
        }

        @Override
        public List<Step> startup() {
            return List.of();
        }
    }

    private Instance watch() throws IOException {
        return VsockChannels.listen(directory.resolve("v")).watch(machine);
    }

    private SocketChannel connect(int port) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("v_" + port)));
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void theGuestIsLetGoWhenItsOutputIsRead() throws Exception {
        Instance instance = watch();
        try (SocketChannel in = connect(5001);
                SocketChannel out = connect(5002);
                SocketChannel err = connect(5003);
                SocketChannel control = connect(5004)) {
            instance.in().write("asked".getBytes(StandardCharsets.US_ASCII));
            instance.in().close();
            ByteBuffer asked = ByteBuffer.allocate(16);
            while (in.read(asked) >= 0) {
                assertThat(asked.position()).isLessThanOrEqualTo(5);
            }
            assertThat(asked.position()).isEqualTo(5);
            write(out, "said");
            write(err, "wrong");
            out.shutdownOutput();
            write(control, "3\n");
            assertThat(instance.await(LONG)).hasValue(3);
            control.configureBlocking(false);
            assertThat(control.read(ByteBuffer.allocate(1))).isZero();
            assertThat(instance.out().readAllBytes()).isEqualTo("said".getBytes(StandardCharsets.US_ASCII));
            control.configureBlocking(true);
            assertThat(control.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(instance.err().readNBytes(5)).isEqualTo("wrong".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A rehearsal closes stdin at once. */
    @Test
    void stdinCanBeClosedBeforeTheGuestIsThere() throws Exception {
        Instance instance = watch();
        instance.in().close();
        try (SocketChannel in = connect(5001)) {
            assertThat(in.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        machine.ended.countDown();
        assertThat(instance.await(LONG)).hasValue(255);
    }

    @Test
    void aMachineThatEndsWithoutAWordIsAFailure() throws Exception {
        Instance instance = watch();
        machine.ended.countDown();
        assertThat(instance.await(LONG)).hasValue(255);
        assertThatThrownBy(() -> instance.out().read()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> instance.in().write(1)).isInstanceOf(IOException.class);
    }
}
