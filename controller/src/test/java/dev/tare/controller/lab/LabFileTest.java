package dev.tare.controller.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.yaml.YamlDocument;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabFileTest {

    private static final String GOOD = """
            schemaVersion: 1
            hosts:
              client: {agent: "10.0.0.1:7411", data: {interface: eth1, address: 10.1.0.1/24}}
              server: {agent: "[fd00::2]:7411", data: {interface: eth1, address: 10.1.0.2/24, port: 7500}}
            link: {rate: 10Gbit, mtu: 1500}
            tls: {ca: ca.pem, certificate: c.pem, key: keys/c.key}
            """;

    @Test
    void readsHostsLinkAndFilesRelativeToItself() {
        Lab lab = read(GOOD);
        assertThat(lab.madeByTare()).isFalse();
        assertThat(lab.host("client"))
                .isEqualTo(new Lab.Host("10.0.0.1:7411", "eth1", "10.1.0.1/24", "10.1.0.101/24", null, 7412));
        assertThat(lab.host("server"))
                .isEqualTo(new Lab.Host("[fd00::2]:7411", "eth1", "10.1.0.2/24", "10.1.0.102/24", null, 7500));
        assertThat(lab.link()).isEqualTo(new Lab.Link(10_000_000_000L, 1500));
        assertThat(lab.tls().key()).isEqualTo(Path.of("/labs/keys/c.key"));
    }

    @Test
    void readsIpv6BesideIpv4() {
        Lab lab = read(GOOD.replace("10.1.0.1/24", "10.1.0.1/24, address6: \"fd00:1::1/64\""));
        assertThat(lab.host("client").six()).isEqualTo(new Lab.Ipv6("fd00:1:0:0:0:0:0:1/64", "fd00:1:0:0:0:0:0:65/64"));
        assertThat(lab.host("server").six()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "schemaVersion: 1|schemaVersion: 2|1:16: 2 is out of range",
                "link: {rate|lnik: {rate|5:1: unknown key 'lnik' in the lab file; did you mean 'link'?",
                "rate: 10Gbit|rate: fast|5:14: 'fast' is no link rate",
                "mtu: 1500|mtu: -1|5:27: -1 is out of range",
                "10.1.0.1/24|10.1.0.256/24|10.1.0.256/24' is no IPv4 address",
                "10.1.0.1/24|10.1.0.1|'10.1.0.1' is no IPv4 address with prefix length",
                "10.1.0.1/24|10.1.0.1/24, address6: 10.1.0.1/24|'10.1.0.1/24' is no IPv6 address with prefix length",
                "10.1.0.1/24|10.1.0.1/24, address6: 'fd00:::1/64'|'fd00:::1/64' is no IPv6 address",
                "10.1.0.1/24|10.1.0.1/24, address6: 'fd00::1/128'|a prefix length is from 1 to 126 here",
                "10.1.0.1/24|10.1.0.1/24, address6: 'fd00::1/126'|write data.runtimeAddress6",
                "10.1.0.1/24|10.1.0.200/24|write data.runtimeAddress",
                "10.1.0.1/24|10.1.0.2/24|10.1.0.2 is the data.address of host client and the data.address of host server",
                "10.1.0.1/24|10.1.0.102/24|10.1.0.102 is the data.address of host client and the data.runtimeAddress of host server",
                "10.0.0.1:7411|[fd00::2]:7411|is the agent of host client and the agent of host server",
                "10.0.0.1:7411|10.0.0.1|'10.0.0.1' is not host:port",
                "10.0.0.1:7411|10.0.0.1:99999|a port is from 1 to 65535",
                "interface: eth1, address: 10.1.0.1|interface: ../x, address: 10.1.0.1|no name of a network device",
                "server: {agent|Server: {agent|'Server' is no name for a host",
                "server: {agent|controller: {agent|'controller' is no name for a host",
                "key: keys/c.key}|}|tls lacks the key 'key'",
            })
    void saysWhereAndWhat(String good, String bad, String problem) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("lab.yaml:")
                .hasMessageContaining(problem);
    }

    private static Lab read(String text) {
        return LabFile.read(YamlDocument.parse("lab.yaml", text), Path.of("/labs"));
    }
}
