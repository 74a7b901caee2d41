package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.archive.JournalLine.TrialLine;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty times something is killed at a moment that nobody chose: a probe, a runtime or its daemon, an agent, the controller. */
@Tag("soak")
final class KillsIT {

    private static final int KILLS = 50;
    private static final long SEED = 20261124;
    private static final int LONGEST_PAUSE_MILLIS = 4_000;

    private static String plan(List<String> runtimes, int repetitions) {
        return """
                schemaVersion: 1
                name: kills
                seed: 11
                repetitions: %d
                duration: 1s
                warmup: 200ms
                factors:
                  runtime: %s
                  network: [bridge]
                  workload: [tcp-stream]
                """.formatted(repetitions, runtimes);
    }

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);

    private enum Victim {
        PROBE,
        RUNTIME,
        CLIENT_AGENT,
        SERVER_AGENT,
        CONTROLLER
    }

    @Test
    void fiftyKillsLeaveNothingAndTheCampaignIsCompleted() throws Exception {
        kill(List.of("native", "runc"), 40, "runc");
    }

    /** Programs, daemons and machines; of what each trial has, any process may be the one. */
    @Test
    void fiftyKillsAmongAllKindsOfRuntimesLeaveNothing() throws Exception {
        kill(
                List.of("native", "gvisor", "docker", "podman", "lxc", "lxd", "apptainer", "containerd", "kvm"),
                6,
                "tare-");
    }

    /** @param word of the command lines of what may be killed as a runtime */
    private void kill(List<String> runtimes, int repetitions, String word) throws Exception {
        int trials = runtimes.size() * repetitions;
        RealTare tare = new RealTare(directory);
        try (RealLab lab = new RealLab(tare)) {
            RealCampaign campaign = new RealCampaign(tare, lab, directory, plan(runtimes, repetitions));
            campaign.settle(plan(runtimes, 1));
            RealTare.Running run = campaign.start();
            campaign.awaitProbes(run);
            for (int kill = 0; kill < KILLS; kill++) {
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
                Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
                if (victim == Victim.CONTROLLER || !run.process().isAlive()) {
                    List<TrialLine> finished = campaign.journal();
                    run.killTree();
                    campaign.awaitClean();
                    run = campaign.resume();
                    assertThat(campaign.journal()).startsWith(finished.toArray(TrialLine[]::new));
                } else {
                    kill(lab, campaign, victim, word);
                }
            }
            run = toTheEnd(campaign, run, trials);
            assertThat(run.exit(RealCampaign.LIMIT)).as(run.words()).isIn(0, 4);
            campaign.awaitClean();
            assertThat(campaign.journal())
                    .extracting(TrialLine::number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, trials).boxed().toList());
        }
    }

    /** Agents that are killed again and again may end a campaign early; it is resumed as a user would. */
    private static RealTare.Running toTheEnd(RealCampaign campaign, RealTare.Running run, int trials) throws Exception {
        RealTare.Running last = run;
        last.process().waitFor();
        while (campaign.journal().size() < trials) {
            int finished = campaign.journal().size();
            last = campaign.resume();
            last.process().waitFor();
            assertThat(campaign.journal()).as(last.words()).hasSizeGreaterThan(finished);
        }
        return last;
    }

    private void kill(RealLab lab, RealCampaign campaign, Victim victim, String word) throws IOException {
        switch (victim) {
            case PROBE -> campaign.probes().stream().findAny().ifPresent(ProcessHandle::destroyForcibly);
            case RUNTIME -> {
                List<ProcessHandle> all = lab.instances(word);
                if (!all.isEmpty()) {
                    all.get(random.nextInt(all.size())).destroyForcibly();
                }
            }
            case CLIENT_AGENT -> lab.agent(Side.CLIENT).ifPresent(ProcessHandle::destroyForcibly);
            case SERVER_AGENT -> lab.agent(Side.SERVER).ifPresent(ProcessHandle::destroyForcibly);
            case CONTROLLER -> throw new IllegalArgumentException("the controller is no process of the lab");
        }
    }
}
