package dev.tare.packaging.booted;

import static dev.tare.packaging.booted.BareHosts.CLIENT;
import static dev.tare.packaging.booted.BareHosts.SERVER;
import static dev.tare.packaging.booted.BareHosts.TUNED;
import static dev.tare.packaging.booted.BareHosts.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The collection against what an interrupted run, or somebody else, has left on two hosts; then agents and command line from packages
 * and from the archive, and other firewalls. Nothing of it stays.
 */
@Tag("soak")
@Timeout(2700)
final class BareHostsFaultIT {

    private static final String OPEN_ENTRY = """
            {"op":"record","id":99999,"trial_id":"t1","kind":"sysctl","name":"ipv4/tcp_keepalive_time","details":{"was":"7200"}}""";

    @TempDir
    private Path folder;

    @Test
    void goesOnWhereItWasInterrupted() throws Exception {
        try (BareHosts bare = BareHosts.boot(folder)) {
            BootedHosts hosts = bare.hosts();
            Plays plays = bare.plays();
            bare.furnish();
            List<String> before = bare.state();

            leavePackageUnpacked(hosts);
            plays.play("site");
            leaveFirewallShut(bare);
            refusesToReplaceWhatDoesNotAnswer(plays);
            leaveCertificateWithoutItsKey(hosts);
            plays.play("site", "--limit", CLIENT);
            done(hosts.onHost(SERVER, "touch /etc/systemd/system/tare-agent.service.d/lab.conf"));
            assertThat(Plays.changes(plays.play("site"))).containsExactlyInAnyOrder(0, 2);
            assertThat(Plays.changes(plays.play("upgrade"))).containsOnly(0);

            refusesToForgetWhatWasNotTornDown(hosts, plays);
            leaveRecordOfADeviceThatIsGone(hosts);
            plays.play("remove");
            assertThat(bare.state()).isEqualTo(before);
            assertThat(hosts.onHost(SERVER, "sysctl", "-n", TUNED).out()).isEqualTo("7200\n");

            Packaged packaged = new Packaged(hosts, plays, bare.cli());
            packaged.commandLineComesAndGoes(CLIENT);
            assertThat(bare.state()).isEqualTo(before);
            packaged.agentsComeFromPackageAndArchiveOneAfterTheOther();
            new Firewalls(hosts, plays, bare.cli()).letTheControllerInWhileThereAreAgents();
            assertThat(bare.state()).isEqualTo(before);
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
    private static void leaveFirewallShut(BareHosts bare) throws IOException, InterruptedException {
        bare.hosts().copy(bare.firewall(), CLIENT, "/etc/nftables.conf");
        done(bare.hosts().onHost(CLIENT, "systemctl restart nftables"));
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
}
