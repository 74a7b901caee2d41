package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KernelTablesTest {

    @Test
    void readsTheCountersOfEveryDevice() {
        List<String> table = List.of(
                "Inter-|   Receive                                                |  Transmit",
                " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop",
                "    lo:     100       1    0    0    0     0          0         0      100       1    0    0    0     0       0          0",
                "  eth0: 9000000   60001    0    3    0     0          0        12 12345678   90001    0    4    0     0       0          0");
        assertThat(ProcNetDev.parse(table))
                .containsEntry(
                        "eth0",
                        new DeviceCounters("eth0", 9_000_000, 60_001, 3, 12_345_678, 90_001, 4, Optional.empty()))
                .containsKey("lo");
    }

    @Test
    void aNeighbourIsKnownOnlyOnceItHasAnAddress() {
        List<String> table = List.of(
                "IP address       HW type     Flags       HW address            Mask     Device",
                "10.78.0.2        0x1         0x2         0e:74:0a:4e:00:02     *        eth0",
                "10.78.0.3        0x1         0x0         00:00:00:00:00:00     *        eth0");
        assertThat(Neighbour.listed(table, "10.78.0.2")).isTrue();
        assertThat(Neighbour.listed(table, "10.78.0.3")).isFalse();
        assertThat(Neighbour.listed(table, "10.78.0.4")).isFalse();
    }

    @Test
    void readsOffloadsOfTheLoopbackDevice() throws IOException {
        assertThat(Offloads.of(new LinkName("lo")))
                .containsEntry("tcp-segmentation-offload", "on")
                .containsKey("generic-receive-offload");
    }

    @Test
    void aDeviceThatDoesNotExistTellsNothing() throws IOException {
        assertThat(Offloads.of(new LinkName("nosuch0"))).isEmpty();
    }
}
