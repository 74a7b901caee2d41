package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent ends while somebody asks what can be used on its host. */
@Timeout(20)
final class RehearsalTest {

    private final MemoryLedger ledger = new MemoryLedger();
    private final CountDownLatch launched = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    private final Rehearsal rehearsal = new Rehearsal(
            new Workplace("test", Path.of("state"), Path.of("rootfs"), List.of(), false),
            ledger,
            new Sweeper(ledger, Set.of(new Anything())));

    private static final class Anything implements Reaper {

        @Override
        public boolean owns(Entry entry) {
            return true;
        }

        @Override
        public void reap(Entry entry) {
            assertThat(entry.kind()).isEqualTo("thing");
        }
    }

    private CompletableFuture<Optional<String>> tried(Usability.Launch launch) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(rehearsal.objection("it", Map.of(), launch, Deadline.after(Duration.ofSeconds(15))));
            } catch (IOException | InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private Instance hangs(LaunchSpec spec, Ledger writable) throws InterruptedException {
        Entry _ = writable.record(spec.trialId(), "thing", "first", Map.of());
        launched.countDown();
        never.await();
        throw new AssertionError("it was interrupted");
    }

    /** As a driver does whose daemon is asked in a way that no interruption ends. */
    private Instance goesOn(LaunchSpec spec, Ledger writable) throws InterruptedException {
        try {
            return hangs(spec, writable);
        } catch (InterruptedException heard) {
            Entry _ = writable.record(spec.trialId(), "thing", "second", Map.of());
            throw heard;
        }
    }

    @Test
    void whatIsBeingTriedIsTakenAway() throws Exception {
        CompletableFuture<Optional<String>> answer = tried(this::hangs);
        launched.await();

        assertThat(rehearsal.end(Duration.ofSeconds(10))).isTrue();

        assertThat(ledger.open()).isEmpty();
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void andMakesNothingMore() throws Exception {
        CompletableFuture<Optional<String>> answer = tried(this::goesOn);
        launched.await();

        assertThat(rehearsal.end(Duration.ofSeconds(10))).isTrue();

        assertThat(ledger.open()).isEmpty();
        assertThatThrownBy(answer::get).hasMessageContaining("no thing is made");
    }

    @Test
    void nothingIsTriedAfterwards() throws Exception {
        assertThat(rehearsal.end(Duration.ZERO)).isTrue();

        assertThatThrownBy(tried(this::hangs)::get).hasMessageContaining("the agent is shutting down");
        assertThat(launched.getCount()).isEqualTo(1);
    }

    @Test
    void saysSoWhereItDoesNotEndInTime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Optional<String>> answer = tried((spec, _) -> {
            launched.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
            throw new IOException("late");
        });
        launched.await();

        assertThat(rehearsal.end(Duration.ofMillis(50))).isFalse();

        release.countDown();
        assertThatThrownBy(answer::get).hasMessageContaining("late");
    }
}
