package dev.tare.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BoundedTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);

    @Test
    void handsOnWhatTheWorkGives() throws IOException {
        assertThat(Bounded.call("somebody", LONG, () -> 7)).isEqualTo(7);
    }

    @Test
    void handsOnWhatTheWorkThrows() {
        IOException own = new IOException("its own");
        assertThatThrownBy(() -> Bounded.call("somebody", LONG, () -> {
                    throw own;
                }))
                .isSameAs(own);
        assertThatThrownBy(() -> Bounded.call("somebody", LONG, () -> {
                    throw new IllegalStateException("refused");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closesTheChannelOfWhoDoesNotAnswer() throws IOException {
        Pipe silent = Pipe.open();
        assertThatThrownBy(() -> Bounded.call(
                        "the daemon",
                        SHORT,
                        () -> Channels.newInputStream(silent.source()).read()))
                .isInstanceOf(IOException.class)
                .hasMessage("the daemon did not answer within 500 ms");
        // closed by the interrupt: what is written now is read by nobody
        assertThatThrownBy(() -> {
                    try (var to = Channels.newOutputStream(silent.sink())) {
                        long endNanos = System.nanoTime() + PATIENCE.toNanos();
                        while (System.nanoTime() - endNanos < 0) {
                            to.write(1);
                            Thread.sleep(1);
                        }
                    }
                })
                .isInstanceOf(IOException.class);
    }
}
