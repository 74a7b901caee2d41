package dev.tare.controller.lab.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SystemExecTest {

    private final Exec exec = new SystemExec();

    @Test
    void handsInputOnAndOutputBack() throws Exception {
        Finished finished = exec.run(Command.of("cat").reading("words\n"));
        assertThat(finished).isEqualTo(new Finished(0, "words\n", ""));
    }

    @Test
    void aFailureSaysItsLastWords() throws Exception {
        Finished finished = exec.run(Command.of("ls", "/no/such/folder"));
        assertThat(finished.succeeded()).isFalse();
        assertThat(finished.lastWords()).contains("/no/such/folder");
        assertThatThrownBy(() -> exec.must(Command.of("ls", "/no/such/folder")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'ls /no/such/folder' failed");
    }

    @Test
    void whatTakesTooLongIsKilled() {
        assertThatThrownBy(() -> exec.run(Command.of("sleep", "60").within(Duration.ofMillis(50))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took longer");
    }
}
