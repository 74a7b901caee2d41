package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.measure.Evidence;
import dev.tare.controller.analysis.measure.OneWayNumbers;
import dev.tare.controller.analysis.measure.Surroundings;
import dev.tare.controller.analysis.verdict.Judge;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchivedTrial;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.OneWayData;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five clocks that are hours apart, and the truth that no datagram arrives before it left: in the agent's kernel, in gVisor and
 * in a virtual machine.
 */
final class OneWayIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String PLAN = """
            schemaVersion: 1
            name: order-of-events
            repetitions: 1
            duration: 2s
            warmup: 500ms
            factors:
              runtime: [native, {gvisor: {platform: systrap}}, kvm]
              network: [bridge]
              workload: [{udp-owd: {rate: 4000}}]
              link: [10GE]
            """;

    /** Of each trial, both ways; 16,000 where the machine has the time. */
    private static final long LEAST_PAIRS = 1_000;

    @TempDir
    private Path directory;

    @Test
    void causeComesBeforeEffectOnOneClock() throws Exception {
        RealTare tare = new RealTare(directory);
        try (RealLab lab = new RealLab(tare, "--clock-offset", "client=3600s,server=86400s")) {
            RealCampaign campaign = new RealCampaign(tare, lab, directory, PLAN);
            RealTare.Running run = campaign.start();
            assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);

            Archive archive = Archive.open(campaign.archive());
            assertThat(archive.trials()).hasSize(3);
            for (ArchivedTrial trial : archive.trials()) {
                assertThat(trial.trialRecord().status()).as(run.words()).isEqualTo(TrialStatus.COMPLETED);
                Evidence evidence = Judge.evidence(trial, Surroundings.of(archive));
                OneWayNumbers numbers = OneWayNumbers.of(evidence).orElseThrow();
                assertThat(numbers.early())
                        .as("%s: %s", trial.folder(), numbers)
                        .isZero();
                assertThat(numbers.values())
                        .containsKeys("delay_variation_to_server_ns.p50", "delay_variation_to_client_ns.p50");
                assertThat(2 * answered(evidence)).as("%s", trial.folder()).isGreaterThan(LEAST_PAIRS);
            }
        }
    }

    private static long answered(Evidence evidence) {
        return evidence.window(Side.CLIENT).orElseThrow().intervals().stream()
                .map(IntervalData::oneWay)
                .filter(Objects::nonNull)
                .map(OneWayData::toServerNanos)
                .mapToLong(LongBuffer::limit)
                .sum();
    }
}
