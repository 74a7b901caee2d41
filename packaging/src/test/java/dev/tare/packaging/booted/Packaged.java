package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.BuildVersion;
import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;

/** Agents and command line from what {@code mvn -Ppackages package} has made, on hosts that have nothing of Tare's. */
record Packaged(BootedHosts hosts, Plays plays, Cli cli) {

    void agentsComeFromPackageAndArchiveOneAfterTheOther() throws IOException, InterruptedException {
        plays.play("site", "-e", "tare_agent_source=package");
        runFrom("/usr/lib/tare/", "package");
        plays.play("upgrade", "-e", "tare_agent_source=archive");
        runFrom("/opt/tare/releases/", "archive");
        for (String name : BootedHosts.NAMES) {
            assertThat(hosts.onHost(name, "dpkg-query --show tare-agent").err()).contains("no packages found");
        }
        plays.play("upgrade", "-e", "tare_agent_source=package");
        runFrom("/usr/lib/tare/", "package");
        for (String name : BootedHosts.NAMES) {
            assertThat(hosts.onHost(name, "ls /opt/tare/releases /opt/tare/bundles")
                            .out())
                    .doesNotContainPattern("(?m)^[0-9a-f]{16}$");
        }
    }

    /** They answer, and a second run changes nothing. */
    private void runFrom(String folder, String source) throws IOException, InterruptedException {
        Finished told = cli.run("hosts");
        assertThat(told.exitCode()).as(told.out() + told.err()).isZero();
        for (String name : BootedHosts.NAMES) {
            BareHosts.done(hosts.onHost(name, "pgrep --full ^" + folder));
        }
        assertThat(Plays.changes(plays.play("site", "-e", "tare_agent_source=" + source)))
                .as(source)
                .containsOnly(0);
    }

    void commandLineComesAndGoes(String host) throws IOException, InterruptedException {
        plays.play("controller");
        assertThat(hosts.onHost(host, "tare --version").out()).startsWith("tare " + BuildVersion.ofProgram());
        Finished plan = hosts.onHost(host, "tare plan demo");
        BareHosts.done(plan);
        assertThat(plan.out()).contains("TRIAL", "gvisor");
        Finished caches = hosts.onHost(host, "ls /var/cache/tare");
        assertThat(caches.out()).isEqualTo("agents.aot\ntare.aot\n");
        Finished help = hosts.onHost(host, "tare --help");
        BareHosts.done(help);
        assertThat(help.err()).isEmpty();
        assertThat(Plays.changes(plays.play("controller"), 1)).containsOnly(0);
        plays.play("controller", "-e", "tare_controller=absent");
        assertThat(hosts.onHost(host, "ls -d /var/cache/tare").out()).isEmpty();
    }
}
