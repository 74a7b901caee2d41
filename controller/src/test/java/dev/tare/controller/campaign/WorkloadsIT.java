package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Metric;
import dev.tare.controller.analysis.measure.Roles;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.JudgedTrial;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe's workloads with options that are not the usual ones, on the host's stack and on gVisor's own. */
final class WorkloadsIT {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private static final String EVERY = """
            schemaVersion: 1
            name: options-of-workloads
            repetitions: 1
            duration: 1s
            warmup: 500ms
            factors:
              runtime: [native, {gvisor: {platform: systrap}}]
              network: [bridge]
              workload:
                - tcp-stream: {zerocopy: on}
                - tcp-stream: {buffer: 256KiB, congestion: reno}
                - tcp-stream: {streams: 8, threads: 2}
                - tcp-bidir: {streams: 2}
                - tcp-bidir: {streams: 2, threads: 1}
                - tls-stream
                - tls-stream: {cipher: chacha20-poly1305, direction: download, streams: 2}
                - startup
                - tcp-loaded-rr
                - tcp-rr: {record: none}
                - tcp-rr: {wait: spin}
                - udp-rr: {inflight: 8}
                - udp-rr: {timestamps: kernel}
                - udp-stream: {size: 3000, rate: 50Mbit}
                - ping
                - ping: {rate: 200, size: 3000}
                - udp-throughput: {size: 210, loss: 10%, burst: 20ms, confirm: 1}
              link: [10GE]
            """;

    /** A kernel that answers 50 echoes a second, and one that answers none. */
    private static final String ECHOES = """
            schemaVersion: 1
            name: echoes
            repetitions: 1
            duration: 1s
            warmup: 500ms
            factors:
              runtime: [native, runc]
              network: [host, {bridge: {family: ipv6}}, {overlay: {family: ipv6}}]
              tuning:
                - none
                - {net.ipv4.icmp_ratemask: 1, net.ipv4.icmp_ratelimit: 20}
                - {net.ipv4.icmp_echo_ignore_all: 1}
              workload: [ping: {timeout: 10ms}]
              link: [unlimited]
            exclude:
              - {runtime: runc, tuning: {net.ipv4.icmp_echo_ignore_all: 1}}
              - {network: {bridge: {family: ipv6}}, tuning: {net.ipv4.icmp_echo_ignore_all: 1}}
              - {network: {bridge: {family: ipv6}}, tuning: {net.ipv4.icmp_ratemask: 1, net.ipv4.icmp_ratelimit: 20}}
              - {network: {overlay: {family: ipv6}}, tuning: {net.ipv4.icmp_echo_ignore_all: 1}}
              - {network: {overlay: {family: ipv6}}, tuning: {net.ipv4.icmp_ratemask: 1, net.ipv4.icmp_ratelimit: 20}}
            """;

    private static final String QUEUES = """
            schemaVersion: 1
            name: length-of-queues
            repetitions: 1
            duration: 2s
            warmup: 2s
            factors:
              runtime: [native]
              network: [host]
              tuning: [{queue: 128KiB}, {queue: 4MiB}]
              workload: [tcp-loaded-rr]
              link: [1Gbit]
            """;

    @TempDir
    private static Path ofTheLab;

    private static RealLab lab;

    @TempDir
    private Path directory;

    @BeforeAll
    static void raise() throws Exception {
        lab = new RealLab(new RealTare(ofTheLab));
    }

    @AfterAll
    static void takeDown() throws Exception {
        // null when it did not come up: then that is the failure to read
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void eachIsMeasuredAndAccountedForOnEveryStack() throws Exception {
        List<JudgedTrial> trials = run(EVERY);
        assertThat(trials).hasSize(34).allSatisfy(trial -> {
            if (wantsStamps(trial) && trial.cell().runtime().name().equals("gvisor")) {
                return;
            }
            assertThat(trial.trialRecord().status()).isEqualTo(TrialStatus.COMPLETED);
            Soundness.check(trial.cell().id(), trial.verdict());
            // one that is INVALID, as a busy machine had no time for it, may have measured nothing
            if (trial.verdict().level() != Verdict.Level.INVALID) {
                assertThat(mainValue(trial)).as(trial.cell().id()).isPositive();
            }
        });
        assertThat(trials.stream().filter(trial -> mainValue(trial) > 0).map(WorkloadsIT::workload))
                .as("workloads that were measured")
                .containsAll(trials.stream().map(WorkloadsIT::workload).toList());
        assertThat(trials)
                .filteredOn(trial -> trial.cell().workload().name().equals("tcp-loaded-rr"))
                .allSatisfy(trial ->
                        assertThat(trial.numbers().values()).containsKeys(Roles.LATENCY + ".p50", Roles.GOODPUT));
        assertThat(trials)
                .filteredOn(trial -> trial.cell().workload().name().equals("tcp-bidir"))
                .allSatisfy(trial -> assertThat(trial.numbers().values())
                        .containsKeys("goodput_to_server_bytes_per_second", "goodput_to_client_bytes_per_second"));
        theKernelsStampsAreToldOrRefused(
                trials.stream().filter(WorkloadsIT::wantsStamps).toList());
    }

    private static String workload(JudgedTrial trial) {
        return trial.cell().workload().name();
    }

    /** Zero where it was not measured. */
    private static double mainValue(JudgedTrial trial) {
        Metric main = Catalog.find(Catalog.workloads(), workload(trial))
                .orElseThrow()
                .metrics()
                .getFirst();
        return trial.numbers().values().getOrDefault(main.name(), 0.0);
    }

    private static boolean wantsStamps(JudgedTrial trial) {
        return "kernel".equals(trial.cell().workload().options().get("timestamps"));
    }

    /** gVisor's stack gives no stamps, which makes the cell unavailable and no failure. */
    private static void theKernelsStampsAreToldOrRefused(List<JudgedTrial> trials) {
        assertThat(trials).hasSize(2).allSatisfy(trial -> {
            if (trial.cell().runtime().name().equals("gvisor")) {
                assertThat(trial.trialRecord().status()).isEqualTo(TrialStatus.UNAVAILABLE);
                assertThat(trial.trialRecord().failure()).contains("no stamps of packets");
            } else {
                assertThat(trial.numbers().values())
                        .hasEntrySatisfying(
                                "above_device_ratio", it -> assertThat(it).isBetween(0.0, 1.0));
            }
        });
    }

    /** A lost echo costs its time-out and not the trial; none at all is a failure, and says where to look. */
    @Test
    void lostEchoesAreCounted() throws Exception {
        List<JudgedTrial> trials = run(ECHOES);
        assertThat(trials).hasSize(9).allSatisfy(trial -> {
            Map<String, Double> values = trial.numbers().values();
            if (trial.cell().tuning().containsKey("net.ipv4.icmp_echo_ignore_all")) {
                assertThat(trial.trialRecord().failure()).contains("no answer to an ICMP echo");
                return;
            }
            Soundness.check(trial.cell().id(), trial.verdict());
            // p99 takes a hundred of them
            assertThat(values).containsKey(Roles.LATENCY + ".p50");
            if (trial.cell().tuning().isEmpty()) {
                assertThat(values.get(Roles.TRANSACTIONS)).isGreaterThan(200);
            } else {
                assertThat(values.get(Roles.TRANSACTIONS)).isBetween(1.0, 150.0);
                assertThat(values.get("timeouts")).isPositive();
            }
        });
    }

    /** What a request waits for under load is the queue before the link: 1 ms of it, or 34 ms. */
    @Test
    void aLongerQueueMakesALongerWait() throws Exception {
        List<JudgedTrial> trials = run(QUEUES);
        assertThat(median(trials, "4MiB")).isGreaterThan(1.5 * median(trials, "128KiB"));
    }

    private static double median(List<JudgedTrial> trials, String queue) {
        JudgedTrial trial = trials.stream()
                .filter(it -> it.cell().tuning().containsValue(queue))
                .findFirst()
                .orElseThrow();
        return Objects.requireNonNull(trial.numbers().values().get(Roles.LATENCY + ".p50"));
    }

    private List<JudgedTrial> run(String plan) throws Exception {
        RealCampaign campaign = new RealCampaign(new RealTare(directory), lab, directory, plan);
        RealTare.Running run = campaign.start();
        assertThat(run.exit(LIMIT)).as(run.words()).isIn(0, 4);
        return Analysis.of(Archive.open(campaign.archive())).trials();
    }
}
