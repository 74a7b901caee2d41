package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.util.Map;

/** What {@code site.yml} refuses before it changes anything, and by which sentence. */
record Refusals(BootedHosts hosts, Plays plays) {

    private static final String CLIENT = BootedHosts.NAMES.getFirst();

    /** A card, which a host in a container does not have: as Ansible describes one, of a rate that is not the inventory's. */
    private static final String SLOW_CARD = """
            {"tare_link_rate": "10Gbit", "agent_device": {"mtu": 1500, "pciid": "0000:01:00.0", "speed": 1000,
             "ipv4": {"address": "{{ tare_data_address.split('/')[0] }}", "prefix": "24"}}}""";

    /** A setting, and the sentence. */
    private static final Map<String, String> REFUSED = Map.of(
            "tare_data_interface=eth9",
            "client has no device eth9",
            "tare_data_address=10.98.0.1/16",
            "eth1 of client does not have 10.98.0.1/16 (it has 10.98.0.1/24",
            "tare_link_mtu=9000",
            "eth1 of client has an MTU of 1500, the inventory says 9000",
            "tare_runtime_address=10.98.0.50/24",
            "10.98.0.50 is tare_runtime_address of client and tare_runtime_address of server",
            "tare_space_megabytes=99999999",
            "MB free, and the agent needs 99999999",
            "tare_agent_port=22",
            "Port 22 of client is taken",
            "tare_management_address=client.example",
            "client.example of client is no IP address",
            SLOW_CARD,
            "eth1 of client has negotiated 1000 Mbit/s, the inventory says 10Gbit",
            "tare_home=/etc",
            "/etc of client is not empty, and nothing in it is Tare's");

    void ofWhatCannotWork() throws IOException, InterruptedException {
        // nothing listens there, and the firewall does not say so
        isRefused(
                plays.run("site", "-e", "ansible_port=2"),
                "Ansible gets no answer from client at " + BootedHosts.management(1),
                "No host was changed");
        isRefused(
                plays.run("site", "-e", "ansible_user=guest"),
                "guest cannot become root on client",
                "give that user sudo there");
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            isRefused(plays.run("site", "-e", refused.getKey()), refused.getValue());
        }
        isRefused(plays.runTomorrow("site"), "The clock of client is 86");
        // by this file Ansible knows Arch Linux
        BareHosts.done(hosts.onHost(CLIENT, "touch /etc/arch-release"));
        isRefused(plays.run("site"), "client runs Archlinux", "the play knows Debian and its like with systemd");
        BareHosts.done(hosts.onHost(CLIENT, "rm /etc/arch-release"));
    }

    private static void isRefused(Finished site, String... sentences) {
        assertThat(site.succeeded()).as(site.out()).isFalse();
        assertThat(site.out()).contains(sentences).doesNotContain("Install the runtimes");
    }
}
