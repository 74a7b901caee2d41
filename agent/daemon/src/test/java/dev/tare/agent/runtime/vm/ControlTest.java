package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ControlTest {

    @TempDir
    private Path directory;

    private Control.Ended hear(String said) throws IOException {
        Path socket = directory.resolve("control");
        try (Control control = new Control(GuestSocket.listen(socket))) {
            try (SocketChannel guest = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                guest.write(ByteBuffer.wrap(said.getBytes(StandardCharsets.US_ASCII)));
                guest.shutdownOutput();
                return control.await();
            }
        }
    }

    @Test
    void hearsHowTheProgramEnded() throws IOException {
        assertThat(hear("137 67108864\n")).isEqualTo(new Control.Ended(137, OptionalLong.of(67_108_864)));
    }

    @Test
    void theBytesOfStdoutNeedNotBeTold() throws IOException {
        assertThat(hear("7\n")).isEqualTo(new Control.Ended(7, OptionalLong.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 1", "0 \n", "-1 0\n", "0 0 0\n", "a b\n", "99999999999999999999 1\n"})
    void whatIsNoSuchWordIsAFailure(String said) {
        assertThatThrownBy(() -> hear(said)).isInstanceOf(IOException.class).hasMessageContaining("the guest");
    }

    @Test
    void aFloodIsReadNoFurtherThanALine() {
        assertThatThrownBy(() -> hear("0".repeat(10_000))).isInstanceOf(IOException.class);
    }
}
