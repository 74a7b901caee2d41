package dev.tare.packaging.booted;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The collection against two bare hosts: from nothing to a campaign, to another build, and back to nothing; then the same from
 * packages, and with other firewalls. Takes a quarter of an hour, and the first time some minutes more to make the base system.
 */
@Tag("soak")
@Timeout(2700)
final class BareHostsIT {

    private static final String CLIENT = BootedHosts.NAMES.getFirst();
    private static final String SERVER = BootedHosts.NAMES.getLast();
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

    /** A setting of the kernel's that each host has for itself. */
    private static final String TUNED = "net.ipv4.tcp_keepalive_time";

    /** Another one, which agents report with each measurement. */
    private static final String REPORTED = "net.ipv4.tcp_slow_start_after_idle";

    private static final String TUNING = "{\"tare_sysctls\": {\"" + REPORTED + "\": 0}}";

    private static final String OPEN_ENTRY = """
            {"op":"record","id":99999,"trial_id":"t1","kind":"sysctl","name":"ipv4/tcp_keepalive_time","details":{"was":"7200"}}""";

    /** As {@code systemd-analyze security} counts it, in tenths. */
    private static final int EXPOSURE = 78;

    /** The controller gets to no port of a host but SSH's. */
    private static final String FIREWALL = """
            flush ruleset
            table inet filter {
              chain input {
                type filter hook input priority filter; policy drop;
                ct state established,related accept
                iifname { "lo", "eth1" } accept
                tcp dport 22 accept
              }
            }
            """;

    /** Of everything that is the host's own; logs, caches and a night's backups may remember what happened. */
    private static final String FILES =
            "find / -xdev ( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp"
                    + " -o -path /var/log -o -path /var/backups -o -path /var/cache -o -path /var/tmp"
                    + " -o -path /var/lib/apt -o -path /var/lib/dpkg"
                    + " -o -path /var/lib/systemd ) -prune -o -printf %p_%y_%m_%u_%l\\n";

    /** What the client's policy does not let trials use, though it is there. */
    private static final String FORBIDDEN = "gvisor-hostnet";

    @TempDir
    private Path folder;

    @Test
    void fromBareHostsToACampaignAndBack() throws Exception {
        try (BootedHosts hosts = BootedHosts.boot(BaseSystem.get(), folder)) {
            Plays plays = new Plays(hosts, folder);
            Cli cli = new Cli(hosts, folder.resolve("pki/lab.yaml"));
            Files.writeString(folder.resolve("hosts.yml"), inventory(hosts));
            furnish(hosts);
            List<String> bare = state(hosts);

            assertThat(Plays.changes(plays.play("site", "--check"))).allMatch(changed -> changed > 0);
            assertThat(state(hosts)).isEqualTo(bare);
            new Refusals(hosts, plays).ofWhatCannotWork();
            assertThat(state(hosts)).isEqualTo(bare);

            leavePackageUnpacked(hosts);
            long begunNanos = System.nanoTime();
            plays.play("site");
            Duration site = Duration.ofNanos(System.nanoTime() - begunNanos);
            leaveFirewallShut(hosts);
            refusesToReplaceWhatDoesNotAnswer(plays);
            leaveCertificateWithoutItsKey(hosts);
            plays.play("site", "--limit", CLIENT);
            done(hosts.onHost(SERVER, "touch /etc/systemd/system/tare-agent.service.d/lab.conf"));
            assertThat(Plays.changes(plays.play("site"))).containsExactlyInAnyOrder(0, 2);
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
            assertThat(Plays.changes(plays.play("upgrade"))).containsOnly(0);
            new Upgrade(hosts, plays, cli, folder).bringsANewBuildThatMeasures();

            // before a host boots, which forgets settings: it would come back as another one
            assertThat(Plays.changes(plays.play("tune", "--tags", "tuning", "-e", "tare_tuning=absent")))
                    .containsOnly(2);
            for (String name : BootedHosts.NAMES) {
                assertThat(hosts.onHost(name, "sysctl", "-n", REPORTED).out()).isEqualTo("1\n");
            }
            new PulledPlug(hosts, cli, folder, CLIENT).losesOneTrial();
            assertThat(cli.run("hosts").exitCode()).isZero();

            refusesToForgetWhatWasNotTornDown(hosts, plays);
            leaveRecordOfADeviceThatIsGone(hosts);
            plays.play("remove");
            assertThat(state(hosts)).isEqualTo(bare);
            assertThat(hosts.onHost(SERVER, "sysctl", "-n", TUNED).out()).isEqualTo("7200\n");
            assertThat(hosts.onHost(CLIENT, "nft", "list", "ruleset").out())
                    .contains("policy drop")
                    .doesNotContain("tare-agent");

            Packaged packaged = new Packaged(hosts, plays, cli);
            packaged.commandLineComesAndGoes(CLIENT);
            assertThat(state(hosts)).isEqualTo(bare);
            packaged.agentsComeFromPackageAndArchiveOneAfterTheOther();
            new Firewalls(hosts, plays, cli).letTheControllerInWhileThereAreAgents();
            assertThat(state(hosts)).isEqualTo(bare);
        }
    }

    private static List<Integer> tune(Plays plays) throws IOException, InterruptedException {
        return Plays.changes(plays.play("tune", "--tags", "tuning", "-e", TUNING));
    }

    /** What somebody has put there before: gVisor, a firewall, and a user who is nobody in particular. */
    private void furnish(BootedHosts hosts) throws IOException, InterruptedException {
        Path firewall = Files.writeString(folder.resolve("nftables.conf"), FIREWALL);
        for (String name : BootedHosts.NAMES) {
            hosts.copy(BaseSystem.runsc(), name, "/usr/local/bin/runsc");
            for (String command : List.of(
                    "chmod 0755 /usr/local/bin/runsc",
                    "useradd --create-home guest",
                    "install -d -o guest -g guest -m 0700 /home/guest/.ssh",
                    "install -o guest -g guest -m 0600 /root/.ssh/authorized_keys /home/guest/.ssh/authorized_keys",
                    "apt-get update -q",
                    "apt-get install -y -q --no-install-recommends nftables")) {
                done(hosts.onHost(name, command));
            }
            hosts.copy(firewall, name, "/etc/nftables.conf");
            done(hosts.onHost(name, "systemctl", "enable", "--now", "nftables"));
        }
    }

    /** The host went down while dpkg installed what the play had asked for. */
    private static void leavePackageUnpacked(BootedHosts hosts) throws IOException, InterruptedException {
        done(hosts.onHost(SERVER, "printf 'ethtool\\nrunc\\n' > /var/lib/tare-packages"));
        done(hosts.onHost(SERVER, "dpkg --unpack /srv/packages/ethtool_*.deb"));
    }

    /** The connection was lost when the certificate had come, before its key was put beside it. */
    private static void leaveCertificateWithoutItsKey(BootedHosts hosts) throws IOException, InterruptedException {
        done(hosts.onHost(CLIENT, "systemctl stop tare-agent"));
        done(hosts.onHost(CLIENT, "mv /opt/tare/tls/agent.key /opt/tare/tls/next.key"));
    }

    /** The note of its opening is there, and the opening is not. */
    private void leaveFirewallShut(BootedHosts hosts) throws IOException, InterruptedException {
        hosts.copy(folder.resolve("nftables.conf"), CLIENT, "/etc/nftables.conf");
        done(hosts.onHost(CLIENT, "systemctl restart nftables"));
    }

    /** Nobody knows whether it has a trial. */
    private static void refusesToReplaceWhatDoesNotAnswer(Plays plays) throws IOException, InterruptedException {
        Finished upgrade = plays.run("upgrade");
        assertThat(upgrade.succeeded()).as(upgrade.out()).isFalse();
        assertThat(upgrade.out())
                .contains("The agent of client runs, and the controller does not get an answer from it")
                .doesNotContain("agent : Make the folders");
    }

    /** Something that the agent changed for a trial is not put back when it stops; it is when it starts again. */
    private static void refusesToForgetWhatWasNotTornDown(BootedHosts hosts, Plays plays)
            throws IOException, InterruptedException {
        done(hosts.onHost(CLIENT, "systemctl stop tare-agent && sysctl -q -w " + TUNED + "=600"));
        done(hosts.onHost(CLIENT, "echo '" + OPEN_ENTRY + "' >> /var/lib/tare/ledger.ndjson"));
        Finished refused = plays.run("remove", "--limit", CLIENT);
        assertThat(refused.succeeded()).as(refused.out()).isFalse();
        assertThat(refused.out()).contains("ipv4/tcp_keepalive_time", "Run start.yml");
        plays.play("start", "--limit", CLIENT);
        assertThat(hosts.onHost(CLIENT, "sysctl", "-n", TUNED).out()).isEqualTo("7200\n");
    }

    /** As after a boot that gave interrupts other numbers. */
    private void leaveRecordOfADeviceThatIsGone(BootedHosts hosts) throws IOException, InterruptedException {
        Path record = Files.writeString(folder.resolve("tare-tuning.json"), """
                {"/proc/irq/99999/smp_affinity_list": "0", "/proc/sys/%s": "7200"}
                """.formatted(TUNED.replace('.', '/')));
        hosts.copy(record, SERVER, "/var/lib/tare-tuning.json");
        done(hosts.onHost(SERVER, "sysctl -q -w " + TUNED + "=600"));
    }

    static void done(Finished finished) {
        assertThat(finished.succeeded()).as(finished.out() + finished.err()).isTrue();
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

    private String inventory(BootedHosts hosts) {
        StringBuilder text = new StringBuilder("tare:\n  vars:\n    ansible_user: root\n");
        text.append("    ansible_ssh_private_key_file: %s\n".formatted(hosts.key()));
        text.append("    ansible_ssh_common_args: -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null\n");
        text.append("    tare_pki_dir: %s\n".formatted(folder.resolve("pki")));
        text.append("    tare_link_rate: unlimited\n    tare_firewall: auto\n    tare_command:\n");
        Cli.program().forEach(word -> text.append("      - \"%s\"\n".formatted(word)));
        text.append("  hosts:\n");
        for (int number = 1; number <= BootedHosts.NAMES.size(); number++) {
            text.append("    %s:\n".formatted(BootedHosts.NAMES.get(number - 1)));
            text.append("      ansible_host: %s\n".formatted(BootedHosts.management(number)));
            text.append("      tare_data_interface: eth1\n");
            if (number == 1) {
                text.append("      tare_allowed_runtimes: [native, runc, gvisor]\n");
            }
            text.append("      tare_data_address: %s/24\n".formatted(BootedHosts.data(number)));
            text.append("      tare_runtime_address: %s/24\n".formatted(BootedHosts.data(100 + number)));
        }
        text.append("controllers:\n  hosts:\n    %s:\n".formatted(CLIENT));
        return text.toString();
    }

    /** Packages, units, users, links and files of both hosts. */
    private static List<String> state(BootedHosts hosts) throws IOException, InterruptedException {
        List<String> state = new ArrayList<>();
        for (String name : BootedHosts.NAMES) {
            for (String question : List.of(
                    "dpkg-query -W -f ${Package}_${Version}_${db:Status-Status}\\n",
                    "systemctl list-unit-files --no-legend",
                    "cat /etc/passwd /etc/group",
                    "ip -brief link",
                    FILES)) {
                lines(hosts.onHost(name, quoted(question))).forEach(line -> state.add(name + ": " + line));
            }
        }
        return state;
    }

    /** In an order of their own. The number that the other end of a link has on another machine is another one after each boot. */
    static Stream<String> lines(Finished finished) {
        assertThat(finished.succeeded()).as(finished.err()).isTrue();
        return finished.out()
                .lines()
                .map(line -> line.replaceAll("@if\\d+ ", " "))
                .sorted();
    }

    /** SSH hands one string to the login's interpreter, to which some of these characters mean something. */
    private static String quoted(String question) {
        return question.replaceAll("([$(){};\\\\&|])", "\\\\$1");
    }
}
