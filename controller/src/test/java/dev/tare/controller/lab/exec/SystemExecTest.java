package dev.tare.controller.lab.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
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

    /** With virtual ones, one silent program and half a minute are enough on two CPUs, and no virtual thread runs any more. */
    @Test
    void outputIsReadByThreadsOfThePlatform() throws Exception {
        FutureTask<Finished> silent = new FutureTask<>(() -> exec.run(Command.of("sleep", "60")));
        Thread.ofPlatform().start(silent);
        boolean seen = false;
        while (!seen && !silent.isDone()) {
            seen = Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("tare-exec"));
        }
        // the interrupt ends the program
        silent.cancel(true);
        assertThat(seen).isTrue();
    }

    @Test
    void whatTakesTooLongIsKilled() {
        assertThatThrownBy(() -> exec.run(Command.of("sleep", "60").within(Duration.ofMillis(50))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took longer");
    }
}
