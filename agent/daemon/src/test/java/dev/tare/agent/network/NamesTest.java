package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.process.SideIds;
import dev.tare.agent.process.TrialNames;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "enp3s0f1", "bond0.100", "tare12345678b", "wlan-x", "10g0", "0"})
    void takesNamesThatDevicesHave(String name) {
        assertThat(new LinkName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-n",
                "-1",
                ".1",
                "_1",
                "@1",
                "a b",
                "a;b",
                "a/b",
                "..",
                "a..b",
                "a\nb",
                "a\0b",
                "sixteen-letters-"
            })
    void refusesWhatCouldBeReadAsSomethingElse(String name) {
        assertThatThrownBy(() -> new LinkName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLongestLinkNameFitsTheKernel() {
        TrialNames names = TrialNames.of("client", Path.of("/state"), "a".repeat(63));
        LinkName link = new LinkName(names.link('b'));
        assertThat(link.value().length()).isLessThanOrEqualTo(15);
        assertThat(link.isOurs()).isTrue();
    }

    @Test
    void twoAgentsCallTheSameTrialsObjectsDifferently() {
        TrialNames client = TrialNames.of("client", Path.of("/state"), "t1");
        assertThat(SideIds.trial(SideIds.of("t1", true))).isEqualTo("t1");
        assertThat(TrialNames.of("client", Path.of("/state"), SideIds.of("t1", false)))
                .isNotIn(client, TrialNames.of("client", Path.of("/state"), SideIds.of("t1", true)));
        assertThat(TrialNames.of("server", Path.of("/state"), "t1")).isNotEqualTo(client);
        assertThat(TrialNames.of("client", Path.of("/other"), "t1")).isNotEqualTo(client);
        assertThat(TrialNames.of("client", Path.of("/state"), "t1")).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.1/33", "10.0.0.1/24 dev lo", "name/24", "10.0.0.1/-1", "/24"})
    void refusesAddressesThatAreNone(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRuntimesLinkAddressFollowsFromItsAddress() {
        assertThat(Joint.linkAddress(Cidr.parse("10.78.0.101/24"))).isEqualTo("0e:74:0a:4e:00:65");
        assertThat(Joint.linkAddress(Cidr.parse("fd00::65/64"))).isEqualTo("0e:74:00:00:00:65");
    }

    @ParameterizedTest
    @CsvSource({
        "10.78.0.101/24, 10.78.0.0/24",
        "10.78.3.255/22, 10.78.0.0/22",
        "10.78.0.101/32, 10.78.0.101/32",
        "10.78.0.101/0, 0.0.0.0/0",
        "fd00::65/64, fd00:0:0:0:0:0:0:0/64"
    })
    void anAddressIsInASubnet(String address, String subnet) throws UnknownHostException {
        assertThat(Cidr.parse(address).subnet()).hasToString(subnet);
    }
}
