package dev.tare.controller.lab.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.state.LabFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FurnishingTest {

    private static final Namespaces NAMESPACES = new Namespaces(Map.of("client", 11L, "server", 12L), 13);

    @Test
    void receiveWorkStaysOnTheSidesCpus() {
        List<Command> commands = furnishing("/run/tare/labs/x", true).receiveCpus();
        assertThat(commands)
                .filteredOn(command -> command.toString().contains("--target=12"))
                .hasSize(2)
                .allMatch(command -> command.input().equals("2\n"))
                .anyMatch(command -> command.toString().endsWith("tee /sys/class/net/eth1/queues/rx-0/rps_cpus"));
    }

    @Test
    void aHostForgetsConnectionsAsANewNamespaceDoes() {
        assertThat(furnishing("/run/tare/labs/x", true).files())
                .filteredOn(command -> command.toString().endsWith("/proc/sys/net/ipv4/tcp_no_metrics_save"))
                .hasSize(2)
                .allMatch(command -> command.input().equals("1\n"));
    }

    @Test
    void whateverRunsInAHostsNetworkMayPing() {
        assertThat(furnishing("/run/tare/labs/x", true).files())
                .filteredOn(command -> command.toString().endsWith("/proc/sys/net/ipv4/ping_group_range"))
                .hasSize(2)
                .allMatch(command -> command.input().equals("0 2147483647\n"));
    }

    @Test
    void theLabsFolderIsFoundInThePrivateRun() {
        assertThat(furnishing("/run/tare/labs/x", true).files())
                .anyMatch(
                        command -> command.toString()
                                .endsWith(
                                        "mount --no-mtab --bind /run/tare/labs/x /run/tare/labs/x/hosts/client/run/tare/labs/x"));
        assertThat(furnishing("/var/tmp/labs/x", true).files())
                .noneMatch(command -> command.toString().contains("--bind /var"));
    }

    @Test
    void aKernelWithoutIpv6HasNothingToSwitchOff() {
        assertThat(furnishing("/run/tare/labs/x", false).files())
                .noneMatch(command -> command.toString().contains("ipv6"));
    }

    private static Furnishing furnishing(String folder, boolean hasIpv6) {
        return new Furnishing(new LabFolder(Path.of(folder)), NAMESPACES, LabSpecs.tenGigabit("it"), hasIpv6);
    }
}
