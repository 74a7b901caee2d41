package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ReadingEndTest {

    @Test
    void whatIsSaidIsRead() throws Exception {
        Pipe pipe = Pipe.open();
        try (InputStream end = ReadingEnd.of(pipe)) {
            pipe.sink().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            pipe.sink().close();
            assertThat(end.readAllBytes()).containsExactly(1, 2, 3);
        }
        assertThat(pipe.source().isOpen()).isFalse();
    }

    @Test
    void whatIsForgottenIsClosed() throws Exception {
        Pipe pipe = Pipe.open();
        assertThat(ReadingEnd.of(pipe)).isNotNull();
        while (pipe.source().isOpen()) {
            System.gc();
            Thread.onSpinWait();
        }
        pipe.sink().close();
    }
}
