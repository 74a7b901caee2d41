package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.runtime.MemoryLedger;
import dev.tare.common.catalog.Tuning;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data device eth1 with a VLAN on it, and beside it the other end of a pair. */
final class TunerTest {

    private static final String LINKS = """
            [{"ifname": "eth1", "mtu": 1500}]
            [{"ifname": "eth1", "link": "eth2", "mtu": 1500, "linkinfo": {"info_kind": "veth"}},
             {"ifname": "eth2", "link": "eth1", "mtu": 9000, "linkinfo": {"info_kind": "veth"}},
             {"ifname": "eth1.7", "link": "eth1", "mtu": 1450, "linkinfo": {"info_kind": "vlan"}}]""";

    @TempDir
    private Path directory;

    private final MemoryLedger ledger = new MemoryLedger();

    @Test
    void anMtuBelowThatOfAVlanOnTheDeviceIsRefused() throws Exception {
        FakeIp ip = new FakeIp(directory, lines -> LINKS);
        assertThatThrownBy(() -> resize(ip, "1449"))
                .isInstanceOfSatisfying(
                        UntunableException.class,
                        refused -> assertThat(refused.remedy()).contains("give eth1.7 an MTU of at most 1449 bytes"))
                .hasMessageContaining("eth1.7, which is on it and has 1450");
        assertThat(ledger.open()).isEmpty();
    }

    @Test
    void anMtuThatLeavesItAsItIsIsNot() throws Exception {
        FakeIp ip = new FakeIp(directory, lines -> LINKS);
        resize(ip, "1450");
        assertThat(ip.asked).endsWith("link set eth1 mtu 1450");
        assertThat(ledger.open()).hasSize(1);
    }

    private void resize(FakeIp ip, String mtu) throws Exception {
        new Tuner(ip.tool).resize("eth1", Tuning.of(Map.of("mtu", mtu)), "t1", ledger);
    }
}
