package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.Journal;
import dev.tare.controller.archive.JournalLine.TrialLine;
import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Finished;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A campaign in whose first trial a host loses its power and gets it again: that trial is lost, no other is, and nothing of
 * it stays on either host.
 */
final class PulledPlug {

    private static final int TRIALS = 3;

    private static final String PLAN = """
            schemaVersion: 1
            name: pulled
            seed: 1
            repetitions: 3
            duration: 15s
            warmup: 1s
            interval: 100ms
            factors:
              runtime: [runc]
              network: [macvlan]
              workload: [tcp-stream]
            """;

    /** Far more than clocks and paths are asked with before a trial. */
    private static final long STREAM_BYTES = 5_000_000;

    private static final Duration TRAFFIC_WITHIN = Duration.ofMinutes(3);
    private static final Duration CLEAN_WITHIN = Duration.ofMinutes(1);

    /** Longer than a campaign waits for a host that went off. */
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(12);

    private static final Pattern RECORDED = Pattern.compile("(?m)^\\{\"op\":\"record\",\"id\":(\\d+),");
    private static final Pattern STRUCK = Pattern.compile("(?m)^\\{\"op\":\"strike\",\"id\":(\\d+)");

    private final BootedHosts hosts;
    private final Cli cli;
    private final Path folder;
    private final String host;

    /** @param folder for plan and archive */
    PulledPlug(BootedHosts hosts, Cli cli, Path folder, String host) {
        this.hosts = hosts;
        this.cli = cli;
        this.folder = folder;
        this.host = host;
    }

    void losesOneTrial() throws IOException, InterruptedException {
        List<String> before = traces();
        Path plan = Files.writeString(folder.resolve("pulled.yaml"), PLAN);
        Path output = folder.resolve("pulled.log");
        Path archive = folder.resolve("pulled");
        Process campaign = cli.start(output, "run", plan.toString(), "--out", archive.toString());
        try {
            awaitTraffic(campaign, output);
            // the warm-up's second begins with the traffic
            Thread.sleep(1_100);
            hosts.powerOff(host);
            hosts.powerOn(host);
            assertThat(campaign.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            campaign.destroyForcibly().waitFor();
        }
        String said = Files.readString(output);
        assertThat(campaign.exitValue()).as(said).isEqualTo(4);
        assertThat(said).contains("the agent of host " + host + " is gone, waiting for it");
        List<TrialLine> trials = trials(archive);
        assertThat(trials).as(said).hasSize(TRIALS);
        assertThat(trials.getFirst().status()).isEqualTo(TrialStatus.FAILED);
        assertThat(trials.getFirst().verdict()).isEqualTo(Verdict.Level.INVALID);
        assertThat(trials.subList(1, TRIALS))
                .as(said)
                .extracting(TrialLine::status)
                .containsOnly(TrialStatus.COMPLETED);
        awaitClean(before);
    }

    static List<TrialLine> trials(Path archive) throws IOException {
        return List.copyOf(
                Journal.read(new ArchiveLayout(archive).journal()).trials().values());
    }

    private void awaitTraffic(Process campaign, Path output) throws IOException, InterruptedException {
        long already = bytes();
        long endNanos = System.nanoTime() + TRAFFIC_WITHIN.toNanos();
        while (bytes() - already < STREAM_BYTES) {
            assertThat(campaign.isAlive()).as(Files.readString(output)).isTrue();
            assertThat(System.nanoTime()).as(Files.readString(output)).isLessThan(endNanos);
            Thread.sleep(50);
        }
    }

    /** What the switch has had from the host. */
    private long bytes() throws IOException, InterruptedException {
        String link = host + "-data";
        Finished shown = hosts.here(Command.of("ip", "-json", "-statistics", "link", "show", "dev", link));
        JsonNode port = new ObjectMapper().readTree(shown.out()).path(0);
        return port.path("stats64").path("rx").path("bytes").asLong();
    }

    private void awaitClean(List<String> before) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + CLEAN_WITHIN.toNanos();
        while (!traces().equals(before) && System.nanoTime() < endNanos) {
            Thread.sleep(500);
        }
        assertThat(traces()).isEqualTo(before);
    }

    /** Links, the agent's files, what is in its ledger, and how many Javas run: an agent is one, a probe another. */
    private List<String> traces() throws IOException, InterruptedException {
        List<String> traces = new ArrayList<>();
        for (String name : BootedHosts.NAMES) {
            for (String question : List.of("ip -brief link", "find /var/lib/tare", "pgrep --count java")) {
                BareHosts.lines(hosts.onHost(name, question)).forEach(line -> traces.add(name + ": " + line));
            }
            String ledger =
                    hosts.onHost(name, "cat /var/lib/tare/ledger.ndjson").out();
            Set<String> open = numbers(RECORDED, ledger);
            open.removeAll(numbers(STRUCK, ledger));
            traces.add(name + ": " + open);
        }
        return traces;
    }

    private static Set<String> numbers(Pattern pattern, String ledger) {
        return pattern.matcher(ledger).results().map(result -> result.group(1)).collect(Collectors.toSet());
    }
}
