package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.fleet.FakeAgent;
import dev.tare.controller.fleet.FakeTrial;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.TrialRecord.Timing;
import dev.tare.proto.agent.v1.TrialSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Campaigns between more than two hosts. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class SideBySideTest {

    private static final Cell FIRST = Rig.between(Pair.USUAL);
    private static final Cell OTHERS = Rig.between(new Pair("host3", "host4"));
    private static final Cell ACROSS = Rig.between(new Pair("server", "host3"));

    @TempDir
    private Path directory;

    private @Nullable Rig rig;

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void disjointPairsOverlapAndSharedHostsWait() throws Exception {
        Rig four = rig(false, 4);
        CyclicBarrier bothPairs = new CyclicBarrier(2);
        four.server.script(setup -> together(bothPairs, setup));
        four.agents.get(3).script(setup -> together(bothPairs, setup));
        Outcome outcome = four.run(Rig.input(true, 2, FIRST, OTHERS, ACROSS));

        assertThat(outcome.valid()).isEqualTo(6);
        List<Timing> timings = timings(four);
        for (int block = 0; block < timings.size(); block += 3) {
            assertThat(overlap(timings.get(block), timings.get(block + 1))).isTrue();
            assertThat(overlap(timings.get(block), timings.get(block + 2))).isFalse();
            assertThat(overlap(timings.get(block + 1), timings.get(block + 2))).isFalse();
        }
        assertThat(timings.get(3).startNanos()).isGreaterThan(timings.get(2).endNanos());
        assertThat(four.agents).allSatisfy(agent -> assertThat(agent.setups()).isNotEmpty());
        assertThat(four.journal()).hasSize(6);
    }

    /** The servers of the two pairs that have no host in common set up when both have been told to: else one might be over. */
    private static FakeTrial.Plot together(CyclicBarrier bothPairs, TrialSetup setup) {
        if (!setup.getTrialId().endsWith("-003")) {
            try {
                bothPairs.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the other pair did not come", e);
            }
        }
        return FakeTrial.completes();
    }

    @Test
    void thePlanMustAllowIt() throws Exception {
        Rig four = rig(false, 4);
        four.run(Rig.input(false, 1, FIRST, OTHERS));
        List<Timing> timings = timings(four);
        assertThat(overlap(timings.get(0), timings.get(1))).isFalse();
    }

    @Test
    void hostsOfOneMachineThatShareCpusDoNotRunSideBySide() throws Exception {
        Rig four = rig(true, 4);
        four.run(Rig.input(true, 1, FIRST, OTHERS));
        List<Timing> timings = timings(four);
        assertThat(overlap(timings.get(0), timings.get(1))).isFalse();
        assertThat(four.events).hasAtLeastOneElementOfType(CampaignEvent.OneAtATime.class);
    }

    @Test
    void hostsThatThePlanDoesNotNameAreLeftAlone() throws Exception {
        Rig three = rig(false, 3);
        FakeAgent idle = three.agents.getLast();
        idle.holdFor("somebody else");
        Outcome outcome = three.run(Rig.input(1, FIRST));
        assertThat(outcome.valid()).isEqualTo(1);
        assertThat(idle.setups()).isEmpty();
        assertThat(idle.sweeps()).isZero();
    }

    @Test
    void aTrialThatBreaksLeavesTheOneBesideItAlone() throws Exception {
        Rig four = rig(false, 4);
        four.server.script(trial -> FakeTrial.failsAtSetUp("probe-crashed", "the probe ended"));
        Outcome outcome = four.run(Rig.input(true, 1, FIRST, OTHERS));
        assertThat(outcome.valid()).isEqualTo(1);
        assertThat(outcome.failed()).isEqualTo(1);
    }

    /** The lost agent comes back when the others are in their second trial; had that to wait for it, it would never come. */
    @Test
    void whoWaitsForALostAgentDoesNotKeepTheOthersWaiting() throws Exception {
        Rig four = rig(false, 4);
        four.client.script(setup -> FakeTrial.runsUntilStopped());
        four.server.script(setup -> FakeTrial.inMidTrial(trial -> trial.agent().die()));
        four.agents.get(3).script(setup -> {
            if (setup.getTrialId().endsWith("-003")) {
                four.server.comeBack();
            }
            return FakeTrial.completes();
        });
        Outcome outcome = four.run(Rig.input(true, 1, FIRST, OTHERS, Rig.between("again", OTHERS.pair())));
        assertThat(outcome).isEqualTo(new Outcome(Outcome.End.FINISHED, List.of(), 2, 0, 0, 1, 0, 0));
        assertThat(four.events).contains(new CampaignEvent.AgentBack("server"));
        // the first is written down before its agent is back
        assertThat(four.journal().stream().map(line -> line.number())).containsExactlyInAnyOrder(1, 2, 3);
    }

    private Rig rig(boolean madeByTare, int hosts) throws Exception {
        Rig made = new Rig(directory, madeByTare, hosts);
        rig = made;
        return made;
    }

    /** In the plan's order. */
    private static List<Timing> timings(Rig rig) throws Exception {
        return Archive.open(rig.root).trials().stream()
                .map(ArchivedTrial::trialRecord)
                .map(trialRecord -> trialRecord.timing())
                .toList();
    }

    private static boolean overlap(Timing a, Timing b) {
        return a.startNanos() < b.endNanos() && b.startNanos() < a.endNanos();
    }
}
