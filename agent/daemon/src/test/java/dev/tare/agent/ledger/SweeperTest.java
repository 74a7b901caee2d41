package dev.tare.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweeperTest {

    @TempDir
    Path state;

    private final List<String> reaped = new ArrayList<>();
    private int failures;

    /** Of kind link; the link called busy fails as often as {@link #failures} says. */
    private final class LinkReaper implements Reaper {

        @Override
        public boolean owns(Entry entry) {
            return entry.kind().equals("link");
        }

        @Override
        public void reap(Entry entry) throws IOException {
            if (entry.name().equals("busy") && failures-- > 0) {
                throw new IOException("device busy");
            }
            reaped.add(entry.name());
        }
    }

    @Test
    void reapsNewestFirstAndFailuresAreTriedAgain() throws Exception {
        failures = 2;
        try (FileLedger ledger = FileLedger.open(state)) {
            ledger.record("t1", "link", "old", Map.of());
            ledger.record("t1", "link", "busy", Map.of());
            ledger.record("t1", "link", "new", Map.of());
            ledger.record("t2", "link", "another's", Map.of());
            Sweeper sweeper = new Sweeper(ledger, Set.of(new LinkReaper()));
            SweepReport report = sweeper.sweep(entry -> entry.trialId().equals("t1"));
            assertThat(report.failed()).isEmpty();
            assertThat(reaped).containsExactly("new", "old", "busy");
            assertThat(ledger.open()).extracting(Entry::name).containsExactly("another's");
            assertThat(sweeper.sweep(entry -> entry.trialId().equals("t1")).reaped())
                    .isEmpty();
        }
    }

    @Test
    void whatCannotBeReapedStaysOpenWithItsReason() throws Exception {
        failures = 100;
        try (FileLedger ledger = FileLedger.open(state)) {
            ledger.record("t1", "link", "busy", Map.of());
            ledger.record("t1", "ghost", "x", Map.of());
            SweepReport report = new Sweeper(ledger, Set.of(new LinkReaper())).sweep(_ -> true);
            assertThat(report.failed()).containsExactly("ghost x: no reaper for this kind", "link busy: device busy");
            assertThat(ledger.open()).hasSize(2);
        }
    }

    /** A new trial may have made the same again by then, under an entry of its own. */
    @Test
    void whatAnotherSweepHasReapedMeanwhileIsLeftAlone() throws Exception {
        try (FileLedger ledger = FileLedger.open(state)) {
            Entry old = ledger.record("t1", "link", "old", Map.of());
            ledger.record("t1", "slow", "new", Map.of());
            Reaper slow = new Reaper() {

                @Override
                public boolean owns(Entry entry) {
                    return entry.kind().equals("slow");
                }

                @Override
                public void reap(Entry entry) {
                    ledger.strike(old);
                }
            };
            SweepReport report = new Sweeper(ledger, Set.of(new LinkReaper(), slow)).sweep(_ -> true);
            assertThat(report.reaped()).containsExactly("slow new");
            assertThat(reaped).isEmpty();
        }
    }
}
