package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Debian's ufw on one host and its firewalld on the other, in the place of the rules that nftables has. */
record Firewalls(BootedHosts hosts, Plays plays, Cli cli) {

    private static final String OPENED = "7411/tcp";

    /** Of firewalld's; the management device is in it, and the data device in the default one. */
    private static final String ZONE = "--zone=work";

    /** As somebody does it who is there by SSH; the host does not boot afterwards. */
    private static final Firewall UFW = new Firewall(
            BootedHosts.NAMES.getFirst(),
            List.of(
                    "apt-get install -y -q --no-install-recommends ufw",
                    "systemctl disable --now nftables",
                    "ufw default deny incoming",
                    "ufw allow 22/tcp",
                    "ufw --force enable"),
            List.of("ufw status verbose"),
            List.of(),
            List.of("rm /etc/hosts", "rm /var/lib/ucf/hashfile.[1-9]"));

    private static final Firewall FIREWALLD = new Firewall(
            BootedHosts.NAMES.getLast(),
            List.of(
                    "systemctl disable --now nftables",
                    // the second has the names of protocols, without which the first does not start; it does not ask
                    // for them
                    "apt-get install -y -q --no-install-recommends firewalld netbase",
                    "firewall-cmd --permanent " + ZONE + " --change-interface=eth0",
                    "firewall-cmd " + ZONE + " --change-interface=eth0"),
            List.of("firewall-cmd " + ZONE + " --list-all", "firewall-cmd --permanent " + ZONE + " --list-all"),
            List.of("firewall-cmd --list-all", "firewall-cmd --permanent --list-all"),
            List.of(
                    "rm -r /etc/firewalld /etc/hosts /etc/xml",
                    "systemctl stop polkit",
                    "userdel polkitd",
                    "install -d -o root -g root -m 0755 /usr/share/polkit-1/rules.d",
                    // of connections that go on
                    "systemctl stop session-*.scope"));

    /** Begins with agents from packages, and ends with hosts that have neither agents nor these firewalls. */
    void letTheControllerInWhileThereAreAgents() throws IOException, InterruptedException {
        Map<Firewall, List<String>> packages = new HashMap<>();
        for (Firewall firewall : List.of(UFW, FIREWALLD)) {
            packages.put(firewall, packages(firewall));
            tell(firewall, firewall.begun());
        }
        List<String> before = rules();
        List<String> elsewhere = elsewhere();
        assertThat(before).noneMatch(said -> said.contains(OPENED));
        Finished shut = cli.run("hosts");
        assertThat(shut.exitCode()).isEqualTo(3);
        // ufw lets what comes wait in vain, firewalld refuses it
        assertThat(shut.out() + shut.err()).contains("timed out", "No route to host");

        assertThat(site("--check")).allMatch(changed -> changed > 0);
        assertThat(rules()).isEqualTo(before);
        assertThat(site()).allMatch(changed -> changed > 0);
        assertThat(rules()).allMatch(said -> said.contains(OPENED));
        assertThat(elsewhere()).isEqualTo(elsewhere);
        Finished told = cli.run("hosts");
        assertThat(told.exitCode()).as(told.out() + told.err()).isZero();
        assertThat(site()).containsOnly(0);

        leaveOpenedAsBeforeZones();
        assertThat(cli.run("hosts").exitCode()).isEqualTo(3);
        assertThat(site()).contains(0).anyMatch(changed -> changed > 0);
        assertThat(rules()).allMatch(said -> said.contains(OPENED));
        assertThat(elsewhere()).isEqualTo(elsewhere);
        leaveOpenedAsBeforeZones();
        plays.play("remove");
        assertThat(rules()).isEqualTo(before);
        assertThat(elsewhere()).isEqualTo(elsewhere);
        for (Firewall firewall : List.of(UFW, FIREWALLD)) {
            List<String> come = packages(firewall);
            come.removeAll(packages.getOrDefault(firewall, List.of()));
            tell(firewall, List.of("apt-get purge -y -q " + String.join(" ", come)));
            tell(firewall, firewall.left());
            tell(firewall, List.of("systemctl enable --now nftables"));
        }
    }

    private List<Integer> site(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--tags", "agent", "-e", "tare_agent_source=package"));
        all.addAll(List.of(options));
        return Plays.changes(plays.play("site", all.toArray(String[]::new)));
    }

    /** By a version of the collection that knew no zones: it opened the default one, through which nobody comes. */
    private void leaveOpenedAsBeforeZones() throws IOException, InterruptedException {
        tell(
                FIREWALLD,
                List.of(
                        "firewall-cmd --permanent " + ZONE + " --remove-port=" + OPENED,
                        "firewall-cmd " + ZONE + " --remove-port=" + OPENED,
                        "firewall-cmd --permanent --add-port=" + OPENED,
                        "firewall-cmd --add-port=" + OPENED,
                        "echo firewalld 7411 > /var/lib/tare-firewall"));
        assertThat(elsewhere()).allMatch(said -> said.contains(OPENED));
    }

    private List<String> rules() throws IOException, InterruptedException {
        List<String> rules = new ArrayList<>();
        for (Firewall firewall : List.of(UFW, FIREWALLD)) {
            rules.addAll(answers(firewall, firewall.asked()));
        }
        return rules;
    }

    private List<String> elsewhere() throws IOException, InterruptedException {
        return answers(FIREWALLD, FIREWALLD.elsewhere());
    }

    private List<String> answers(Firewall firewall, List<String> questions) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (String question : questions) {
            Finished said = hosts.onHost(firewall.host(), question);
            BareHosts.done(said);
            answers.add(said.out());
        }
        return answers;
    }

    private List<String> packages(Firewall firewall) throws IOException, InterruptedException {
        return BareHosts.lines(hosts.onHost(firewall.host(), "dpkg-query -W"))
                .map(line -> line.split("\t", -1)[0])
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void tell(Firewall firewall, List<String> commands) throws IOException, InterruptedException {
        for (String command : commands) {
            BareHosts.done(hosts.onHost(firewall.host(), command));
        }
    }

    /**
     * One of them on its host.
     *
     * @param begun commands that put it there and switch it on, for SSH and nothing else
     * @param asked what it says of its rules, now and for later where these are two
     * @param elsewhere what it says of rules that are not for the management device
     * @param left commands that take away what its packages leave when they are purged
     */
    private record Firewall(
            String host, List<String> begun, List<String> asked, List<String> elsewhere, List<String> left) {}
}
