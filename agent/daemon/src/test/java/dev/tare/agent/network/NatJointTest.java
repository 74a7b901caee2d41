package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.process.UnavailableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over routes as {@code ip} tells them; real ones are in {@code NetworksIT}. */
final class NatJointTest {

    private static final Cidr SUBNET = Cidr.parse("172.30.74.0/24");

    @TempDir
    private Path directory;

    private FakeIp ip(String routes) throws Exception {
        return new FakeIp(directory, _ -> routes);
    }

    @Test
    void aPartOfANetworkInUseIsNotTaken() throws Exception {
        FakeIp ip = ip("""
                [{"type": "unicast", "dst": "default", "gateway": "10.0.0.1", "dev": "eth0"},
                 {"type": "unicast", "dst": "172.30.0.0/16", "dev": "docker1", "flags": ["linkdown"]}]""");
        assertThatThrownBy(() -> NatJoint.refuseIfRouted(ip.tool, SUBNET, "nat"))
                .isInstanceOfSatisfying(UnavailableException.class, why -> {
                    assertThat(why.reason())
                            .isEqualTo("the subnet 172.30.74.0/24, which network nat uses, is reached over docker1"
                                    + " (route 172.30.0.0/16) on this host");
                    assertThat(why.remedy()).isEqualTo("give that other network another subnet, or leave nat out");
                });
    }

    @Test
    void anAddressThatIsReachedOtherwiseIsNotTaken() throws Exception {
        FakeIp ip = ip("[{\"dst\": \"172.30.74.2\", \"dev\": \"eth0\"}]");
        assertThatThrownBy(() -> NatJoint.refuseIfTaken(
                        ip.tool, SUBNET, Cidr.parse("172.30.74.2/24"), new LinkName("tare0a1b2c3db"), "nat"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("is reached over eth0 on this host");
    }

    @Test
    void whatLeadsEverywhereOrNowhereIsNoNetworkInUse() throws Exception {
        FakeIp ip = ip("""
                [{"type": "unicast", "dst": "default", "dev": "eth0"},
                 {"type": "unicast", "dst": "128.0.0.0/1", "dev": "tun0"},
                 {"type": "unreachable", "dst": "172.16.0.0/12"}]""");
        assertThatCode(() -> NatJoint.refuseIfRouted(ip.tool, SUBNET, "nat")).doesNotThrowAnyException();
    }

    @Test
    void aHostWithoutRoutesHasNone() throws Exception {
        FakeIp ip = ip("[ ]");
        assertThatCode(() -> NatJoint.refuseIfRouted(ip.tool, SUBNET, "nat")).doesNotThrowAnyException();
    }
}
