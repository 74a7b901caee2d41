package dev.tare.packaging.booted;

import static dev.tare.packaging.booted.BareHosts.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.Journal;
import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The collection against two bare hosts: from nothing to a campaign, to another build, and back to nothing. Takes minutes, and
 * the first time some more to make the base system.
 */
@Tag("booted")
@Timeout(2700)
final class BareHostsIT {

    private static final String PLAN = """
            schemaVersion: 1
            name: booted
            seed: 1
            repetitions: 2
            duration: 1s
            warmup: 200ms
            interval: 100ms
            factors:
              runtime: [native, runc, gvisor, gvisor-hostnet]
              network: [host, macvlan]
              workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]
            exclude: [{runtime: gvisor, network: host}]
            """;

    /** A setting that agents report with each measurement. */
    private static final String REPORTED = "net.ipv4.tcp_slow_start_after_idle";

    private static final String TUNING = "{\"tare_sysctls\": {\"" + REPORTED + "\": 0}}";

    /** As {@code systemd-analyze security} counts it, in tenths. */
    private static final int EXPOSURE = 78;

    /** What the client's policy does not let trials use, though it is there. */
    private static final String FORBIDDEN = "gvisor-hostnet";

    @TempDir
    private Path folder;

    @Test
    void fromBareHostsToACampaignAndBack() throws Exception {
        try (BareHosts bare = BareHosts.boot(folder)) {
            BootedHosts hosts = bare.hosts();
            Plays plays = bare.plays();
            Cli cli = bare.cli();
            bare.furnish();
            List<String> before = bare.state();

            assertThat(Plays.changes(plays.play("site", "--check"))).allMatch(changed -> changed > 0);
            assertThat(bare.state()).isEqualTo(before);
            new Refusals(hosts, plays).ofWhatCannotWork();
            assertThat(bare.state()).isEqualTo(before);

            long begunNanos = System.nanoTime();
            plays.play("site");
            Duration site = Duration.ofNanos(System.nanoTime() - begunNanos);
            assertThat(Plays.changes(plays.play("site"))).containsOnly(0);

            UnitExposure.of(hosts, CLIENT).isAtMost(EXPOSURE).isExplained();
            assertThat(cli.run("doctor").exitCode()).isZero();
            assertThat(tune(plays)).containsOnly(2);
            assertThat(tune(plays)).containsOnly(0);
            Duration toFirstTrial = measuresWhileCertificatesAreReplacedAndNothingIsUpgraded(plays, cli);
            System.out.printf(
                    Locale.ROOT,
                    "from booted hosts to the first trial: site.yml %.0f s, tare run %.1f s%n",
                    site.toMillis() / 1e3,
                    toFirstTrial.toMillis() / 1e3);
            new Upgrade(hosts, plays, cli, folder).bringsANewBuildThatMeasures();

            // before a host boots, which forgets settings: it would come back as another one
            assertThat(Plays.changes(plays.play("tune", "--tags", "tuning", "-e", "tare_tuning=absent")))
                    .containsOnly(2);
            for (String name : BootedHosts.NAMES) {
                assertThat(hosts.onHost(name, "sysctl", "-n", REPORTED).out()).isEqualTo("1\n");
            }
            new PulledPlug(hosts, cli, folder, CLIENT).losesOneTrial();
            assertThat(cli.run("hosts").exitCode()).isZero();

            plays.play("remove");
            assertThat(bare.state()).isEqualTo(before);
            assertThat(hosts.onHost(CLIENT, "nft", "list", "ruleset").out())
                    .contains("policy drop")
                    .doesNotContain("tare-agent");
        }
    }

    private static List<Integer> tune(Plays plays) throws IOException, InterruptedException {
        return Plays.changes(plays.play("tune", "--tags", "tuning", "-e", TUNING));
    }

    /** Returns how long after its start the campaign's first trial began. */
    private Duration measuresWhileCertificatesAreReplacedAndNothingIsUpgraded(Plays plays, Cli cli)
            throws IOException, InterruptedException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path output = folder.resolve("campaign.log");
        Path archive = folder.resolve("archive");
        Instant begun = Instant.now();
        Process campaign = cli.start(output, "run", plan.toString(), "--out", archive.toString());
        plays.play("rotate_certificates");
        Finished upgrade = plays.run("upgrade");
        assertThat(campaign.isAlive()).isTrue();
        assertThat(upgrade.succeeded()).as(upgrade.out()).isFalse();
        assertThat(upgrade.out())
                .contains("client is held by", "wait until that is over, or end it, and run this again")
                .doesNotContain("agent : Make the folders", "server is held");
        assertThat(campaign.waitFor(15, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output);
        // a busy machine spoils trials, which is no fault of the hosts'; none may be lost
        assertThat(campaign.exitValue()).as(said).isIn(0, 4);
        assertThat(said)
                .contains("the policy of this host allows the runtimes [gvisor, native, runc] only")
                .doesNotContain("cannot be reached")
                .doesNotContain("certificate");
        ArchiveLayout layout = new ArchiveLayout(archive);
        JsonNode cells = new ObjectMapper().readTree(layout.summary().toFile()).get("cells");
        Set<String> measured = new HashSet<>();
        for (JsonNode cell : cells) {
            String runtime = cell.get("runtime").asText();
            String status = cell.get("status").asText();
            assertThat(status).as(cell.toString()).isEqualTo(runtime.equals(FORBIDDEN) ? "unavailable" : "measured");
            if (status.equals("measured")) {
                measured.add(runtime + " " + cell.get("network").asText());
            }
        }
        assertThat(measured)
                .containsExactlyInAnyOrder(
                        "native host", "native macvlan", "runc host", "runc macvlan", "gvisor macvlan");
        assertThat(cli.run("hosts").exitCode()).isZero();
        for (String name : BootedHosts.NAMES) {
            JsonNode environment =
                    new ObjectMapper().readTree(layout.environment(name).toFile());
            assertThat(environment.findPath(REPORTED).asText()).isEqualTo("0");
        }
        return Duration.between(
                begun,
                Journal.read(layout.journal()).trials().values().stream()
                        .map(trial -> Instant.parse(trial.startedAt()))
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }
}
