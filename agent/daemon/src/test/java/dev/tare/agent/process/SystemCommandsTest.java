package dev.tare.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SystemCommandsTest {

    private final Commands commands = new SystemCommands();

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10));
    }

    @Test
    void givesInputAndReturnsOutput() throws Exception {
        assertThat(commands.run(List.of("/bin/cat"), "two words; $HOME\n", soon()))
                .isEqualTo("two words; $HOME\n");
    }

    @Test
    void handsArgumentsOnWithoutReadingThem() throws Exception {
        assertThat(commands.run(List.of("/usr/bin/printf", "%s|", "a b", "; ls", "$PATH", ""), soon()))
                .isEqualTo("a b|; ls|$PATH||");
    }

    @Test
    void inheritsNoEnvironment() throws Exception {
        assertThat(commands.run(List.of("/usr/bin/env"), soon()).lines())
                .allMatch(line -> line.startsWith("PATH=") || line.equals("LC_ALL=C"));
    }

    @Test
    void aFailureSaysWhatTheProgramSaid() {
        assertThatThrownBy(() -> commands.run(List.of("/bin/ls", "/no/such/file"), soon()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("exit status 2")
                .hasMessageContaining("No such file");
    }

    @Test
    void aFailureKeepsItsStatusAndWhatWasWritten() {
        assertThatThrownBy(() -> commands.run(List.of("/bin/ls", "/bin/ls", "/no/such/file"), soon()))
                .isInstanceOfSatisfying(CommandFailedException.class, failed -> {
                    assertThat(failed.status()).isEqualTo(2);
                    assertThat(failed.stdout()).isEqualTo("/bin/ls\n");
                });
    }

    @Test
    void whatIsNotDoneAtItsDeadlineIsKilled() {
        assertThatThrownBy(() -> commands.run(List.of("/bin/sleep", "3600"), Deadline.after(Duration.ofMillis(50))))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("not done at its deadline");
    }

    /** Its last writing has been done before its caller goes on, and never after. */
    @Test
    void whatWasKilledIsDeadWhenTheCallReturns() {
        for (int time = 0; time < 20; time++) {
            assertThatThrownBy(() -> commands.run(List.of("/bin/sleep", "3601"), Deadline.after(Duration.ofMillis(5))))
                    .isInstanceOf(CommandFailedException.class);
            assertThat(ProcessHandle.current()
                            .children()
                            .filter(child -> child.info()
                                    .command()
                                    .filter(command -> command.endsWith("/sleep"))
                                    .isPresent()))
                    .isEmpty();
        }
    }

    @Test
    void whatWasKilledSaysWhatItHadSaid() {
        Throwable killed = null;
        // on a busy machine it is killed before it has said anything
        for (long millis = 500; millis <= 4_000 && !String.valueOf(killed).contains("No such file"); millis *= 2) {
            Deadline deadline = Deadline.after(Duration.ofMillis(millis));
            killed = catchThrowable(() -> commands.run(List.of("/usr/bin/tail", "-F", "/no/such/file"), deadline));
        }
        assertThat(killed)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("not done at its deadline, killed: ")
                .hasMessageContaining("No such file");
    }

    @Test
    void inputThatNobodyReadsHoldsNobodyUp() {
        assertThatThrownBy(() -> commands.run(
                        List.of("/bin/sleep", "3600"), "x".repeat(1 << 20), Deadline.after(Duration.ofMillis(200))))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("not done at its deadline");
    }

    /** It ends in time, when its output is being read: Java reads what is left of one that has ended already, and no more. */
    @Test
    void whatAProgramLeavesBehindWithItsOutputHoldsNobodyUp(@TempDir Path directory) throws Exception {
        Path left = directory.resolve("left");
        Path script = Files.writeString(directory.resolve("leaves"), "sleep 30 & echo $! > " + left + "; sleep 1\n");
        assertThatThrownBy(() ->
                        commands.run(List.of("/bin/sh", script.toString()), Deadline.after(Duration.ofSeconds(5))))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("keeps its output open");
        ProcessHandle.of(Long.parseLong(Files.readString(left).strip())).ifPresent(ProcessHandle::destroy);
    }

    @Test
    void tooMuchOutputIsAFailureAndNotKept() {
        assertThatThrownBy(() -> commands.run(List.of("/usr/bin/head", "-c", "8000000", "/dev/zero"), soon()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("wrote more than");
    }

    /** With virtual ones, one silent command and half a minute are enough on two CPUs, and no virtual thread runs any more. */
    @Test
    void outputIsReadByThreadsOfThePlatform() throws Exception {
        FutureTask<String> silent = new FutureTask<>(() -> commands.run(List.of("/bin/sleep", "5"), soon()));
        Thread caller = Thread.ofPlatform().start(silent);
        boolean seen = false;
        while (!seen && !silent.isDone()) {
            seen = Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("tare-command"));
        }
        // the interrupt ends the command, and its caller waits for that: a later test counts this machine's sleepers
        silent.cancel(true);
        caller.join();
        assertThat(seen).isTrue();
    }

    @Test
    void refusesArgumentsWithNulAndCommandsWithoutWords() {
        assertThatThrownBy(() -> commands.run(List.of("/bin/echo", "a\0b"), soon()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> commands.run(List.of(), soon())).isInstanceOf(IllegalArgumentException.class);
    }
}
