package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Two bare hosts with what somebody has put there before, an inventory that names them, and the machine that works on them. */
record BareHosts(BootedHosts hosts, Path folder, Plays plays, Cli cli) implements AutoCloseable {

    static final String CLIENT = BootedHosts.NAMES.getFirst();
    static final String SERVER = BootedHosts.NAMES.getLast();

    /** A setting of the kernel's that each host has for itself, which is not tuned. */
    static final String TUNED = "net.ipv4.tcp_keepalive_time";

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

    /** @param folder for everything that is made */
    static BareHosts boot(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        BootedHosts hosts = BootedHosts.boot(BaseSystem.get(), folder);
        BareHosts bare =
                new BareHosts(hosts, folder, new Plays(hosts, folder), new Cli(hosts, folder.resolve("pki/lab.yaml")));
        Files.writeString(folder.resolve("hosts.yml"), bare.inventory());
        return bare;
    }

    @Override
    public void close() {
        hosts.close();
    }

    /** The firewall as it was furnished. */
    Path firewall() {
        return folder.resolve("nftables.conf");
    }

    /** What somebody has put there before: gVisor, a firewall, and a user who is nobody in particular. */
    void furnish() throws IOException, InterruptedException {
        Files.writeString(firewall(), FIREWALL);
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
            hosts.copy(firewall(), name, "/etc/nftables.conf");
            done(hosts.onHost(name, "systemctl", "enable", "--now", "nftables"));
        }
    }

    private String inventory() {
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
    List<String> state() throws IOException, InterruptedException {
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

    static void done(Finished finished) {
        assertThat(finished.succeeded()).as(finished.out() + finished.err()).isTrue();
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
