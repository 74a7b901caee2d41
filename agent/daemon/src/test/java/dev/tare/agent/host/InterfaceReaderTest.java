package dev.tare.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host where eth0 tells all, and gone0 went away after it had been listed. */
final class InterfaceReaderTest {

    @TempDir
    private Path root;

    @Test
    void aDeviceThatNobodyCanTellOfDoesNotHideTheOthers() throws Exception {
        Commands commands = (arguments, input, deadline) -> switch (Path.of(arguments.getFirst())
                .getFileName()
                .toString()) {
            case "tc" -> "[]";
            case "ip" -> """
                    [{"ifname": "lo", "link_type": "loopback"},
                     {"ifname": "eth0", "link_type": "ether", "mtu": 1500},
                     {"ifname": "gone0", "link_type": "ether", "mtu": 1500}]""";
            default -> ethtool(arguments);
        };

        List<HostFacts.Interface> devices = new InterfaceReader(commands, tools()).read();

        assertThat(devices).extracting(HostFacts.Interface::name).containsExactly("eth0", "gone0");
        assertThat(devices.getFirst().offloads()).containsEntry("rx-checksumming", "on");
        assertThat(devices.getFirst().speedBitsPerSecond()).isEqualTo(10_000_000_000L);
        assertThat(devices.getLast().offloads()).isEmpty();
        assertThat(devices.getLast().speedBitsPerSecond()).isZero();
    }

    private static String ethtool(List<String> arguments) throws IOException {
        if (arguments.getLast().equals("gone0")) {
            throw CommandFailedException.ended(arguments, 71, "", "Cannot get device settings: No such device");
        }
        return arguments.contains("-k")
                ? "Features for eth0:\nrx-checksumming: on\n"
                : "Settings for eth0:\n\tSpeed: 10000Mb/s\n";
    }

    private Tools tools() throws IOException {
        Path programs = Files.createDirectories(root.resolve("usr/bin"));
        for (String name : List.of("ip", "tc", "ethtool")) {
            assertThat(Files.createFile(programs.resolve(name)).toFile().setExecutable(true))
                    .isTrue();
        }
        return new Tools(new Workplace("test", root, root, List.of(root), false));
    }
}
