package dev.tare.controller.lab.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.lab.exec.Command;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WiringTest {

    private static final Namespaces NAMESPACES = new Namespaces(Map.of("client", 11L, "server", 12L), 13);

    @Test
    void eachHostHasAManagementAndADataDevice() {
        List<String> lines = lines(new Wiring(LabSpecs.tenGigabit("x"), NAMESPACES, true));
        assertThat(lines)
                .contains(
                        "ip link add eth0 netns 11 type veth peer name tare-m1",
                        "ip link add eth1 netns 12 mtu 1500 type veth peer name tare-d2 mtu 1500 netns 13",
                        "nsenter --target=11 --net --mount --uts -- ip addr add 10.78.0.1/24 dev eth1",
                        "nsenter --target=12 --net --mount --uts -- ip addr add 10.77.0.2/24 dev eth0",
                        "nsenter --target=11 --net --mount --uts -- ip addr add fd00:7461:7265:78::1/64 dev eth1 nodad",
                        "nsenter --target=13 --net -- ip link set tare-d1 master tare-data up",
                        "ip addr add 10.77.0.254/24 dev tare-mgmt");
    }

    @Test
    void aBucketOnEachDataDeviceMakesTheRate() {
        List<String> lines = lines(new Wiring(LabSpecs.tenGigabit("x"), NAMESPACES, true));
        // 10 Gb/s of frames of 1538 bytes on the wire, of which Linux counts 1514
        assertThat(lines)
                .contains(
                        "nsenter --target=11 --net --mount --uts -- tc qdisc replace dev eth1 root tbf rate 9843953186bit"
                                + " burst 3750000 limit 1048576",
                        "nsenter --target=12 --net --mount --uts -- tc qdisc replace dev eth1 root tbf rate 9843953186bit"
                                + " burst 3750000 limit 1048576");
    }

    @Test
    void anUnlimitedLinkHasNoBucket() {
        assertThat(lines(new Wiring(LabSpecs.unlimitedWithClocks("x"), NAMESPACES, true)))
                .noneMatch(line -> line.contains("tc "));
    }

    @Test
    void aKernelWithoutIpv6IsAskedForNone() {
        assertThat(lines(new Wiring(LabSpecs.tenGigabit("x"), NAMESPACES, false)))
                .noneMatch(line -> line.contains("fd00") || line.contains("ipv6"));
    }

    @Test
    void namesFitTheKernel() {
        assertThat(lines(new Wiring(LabSpecs.tenGigabit("x"), NAMESPACES, true)).stream()
                        .flatMap(line -> Arrays.stream(line.split(" ")))
                        .filter(word -> word.startsWith("tare-")))
                .isNotEmpty()
                .allMatch(name -> name.length() <= 15);
    }

    private static List<String> lines(Wiring wiring) {
        return wiring.commands().stream().map(Command::toString).toList();
    }
}
