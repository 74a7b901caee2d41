package dev.tare.probe.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.linux.AllowedCpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where this process may not have a real-time priority nothing changes, which is what these ask for there. As root it may. */
final class PrecedenceTest {

    private static final long ORDINARY = 0;
    private static final long FIRST_COME_FIRST_SERVED = 1;

    /** Field of proc_pid_stat(5), counted from the one after the program's name. */
    private static final int POLICY = 41 - 3;

    private final Precedence precedence = new Precedence();

    @Test
    void aThreadHasItUntilItGivesItUp() throws Exception {
        onAThreadOfItsOwn(() -> {
            precedence.take();
            assertThat(precedence.isHeld()).isEqualTo(isPermitted());
            assertThat(policy()).isEqualTo(precedence.isHeld() ? FIRST_COME_FIRST_SERVED : ORDINARY);
            precedence.giveUp();
            assertThat(precedence.isHeld()).isFalse();
            assertThat(policy()).isEqualTo(ORDINARY);
        });
    }

    @Test
    void trafficThatHasItThroughoutKeepsItUntilItEnds() throws Exception {
        onAThreadOfItsOwn(() -> {
            Precedence kept = Precedence.throughout();
            assertThat(kept.isMissing()).isTrue();
            assertThat(kept.take() == 0).isEqualTo(isPermitted());
            kept.giveUp();
            assertThat(kept.isMissing()).isEqualTo(!isPermitted());
            assertThat(policy()).isEqualTo(isPermitted() ? FIRST_COME_FIRST_SERVED : ORDINARY);
            assertThat(Scheduling.ofThread(Path.of("/proc")).policy())
                    .hasValue(isPermitted() ? "SCHED_FIFO 1" : "SCHED_OTHER");
            // by whatever object: it is the thread's
            precedence.end();
            assertThat(policy()).isEqualTo(ORDINARY);
            assertThat(Scheduling.ofThread(Path.of("/proc")).policy()).hasValue("SCHED_OTHER");
        });
    }

    @Test
    void aThreadIsOnTheCpusThatItMayUse() throws Exception {
        assertThat(Scheduling.ofThread(Path.of("/proc")).cpus())
                .isEqualTo(AllowedCpus.ofProcess().cpus());
        assertThat(Scheduling.ofThread(Path.of("/nowhere")).cpus()).isEmpty();
    }

    @Test
    void threadsThatItStartsDoNotInheritIt() throws Exception {
        onAThreadOfItsOwn(() -> {
            precedence.take();
            onAThreadOfItsOwn(() -> assertThat(policy()).isEqualTo(ORDINARY));
            precedence.giveUp();
        });
    }

    @Test
    void whoeverWasToldToStopHasGivenItUp() throws Exception {
        onAThreadOfItsOwn(() -> {
            Stop stop = new Stop(NanoClock.SYSTEM);
            stop.request();
            assertThat(stop.beginsAt(System.nanoTime() + 60_000_000_000L, precedence))
                    .isFalse();
            precedence.giveUp();
            assertThat(policy()).isEqualTo(ORDINARY);
        });
    }

    /** It belongs to a thread, and the one that runs tests has others to run. */
    private static void onAThreadOfItsOwn(Work work) throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                work.run();
                over.complete(null);
            } catch (Throwable e) {
                over.completeExceptionally(e);
            }
        });
        over.get();
    }

    private static long policy() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY]);
    }

    /** Whether another program with this process's rights, in its control group, may start something so. */
    private static boolean isPermitted() throws Exception {
        return new ProcessBuilder("chrt", "--fifo", "1", "true")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private interface Work {
        void run() throws Exception;
    }
}
