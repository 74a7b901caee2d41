package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.agent.network.Attachment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Firecracker is asked, by what it takes; and that the description of that would not take anything. */
final class FirecrackerGuestTest {

    @TempDir
    private Path directory;

    private FirecrackerGuest guest(Optional<Attachment.Tap> tap) throws IOException {
        Path kernel = Files.write(directory.resolve("kernel"), new byte[] {0x7f, 'E', 'L', 'F'});
        Path initramfs = Files.write(directory.resolve("initramfs"), new byte[100]);
        return new FirecrackerGuest(new GuestSize(2, 512), kernel, initramfs, directory.resolve("vsock"), tap);
    }

    private static void take(FirecrackerContract contract, FirecrackerGuest guest) throws IOException {
        for (Map.Entry<String, Map<String, Object>> request : guest.requests().entrySet()) {
            byte[] body = new ObjectMapper().writeValueAsBytes(request.getValue());
            assertThat(contract.ask("PUT", request.getKey(), body)).isEmpty();
        }
    }

    @Test
    void asksForWhatFirecrackerTakes() throws IOException {
        FirecrackerContract contract = new FirecrackerContract();
        take(
                contract,
                guest(Optional.of(new Attachment.Tap("10.0.0.1/24", List.of(), "lo", "02:00:00:00:00:01", 1500))));
        assertThat(contract.taken())
                .containsOnlyKeys("/machine-config", "/boot-source", "/network-interfaces/eth0", "/vsock", "/actions");
        assertThat(contract.taken("/machine-config").toString()).contains("\"vcpu_count\":2", "\"mem_size_mib\":512");
    }

    @Test
    void aGuestWithoutANetworkHasNoInterface() throws IOException {
        FirecrackerContract contract = new FirecrackerContract();
        take(contract, guest(Optional.empty()));
        assertThat(contract.taken()).doesNotContainKey("/network-interfaces/eth0");
    }

    /** The description is of the oldest release that is taken; a newer one takes what it takes, and more. */
    @Test
    void theOldestReleaseThatWasComparedIsTheOldestThatIsTaken() throws IOException {
        String oldest = new FirecrackerContract().releases().getFirst();
        assertThatCode(() ->
                        FirecrackerVersion.in("Firecracker " + oldest + "\n").requireNewEnough())
                .doesNotThrowAnyException();
        assertThat(oldest).isEqualTo("v" + FirecrackerStandIn.VERSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/machine-config | {'vcpu_count': 33, 'mem_size_mib': 128} | vcpu_count",
                "/machine-config | {'vcpu_count': 1} | mem_size_mib",
                "/machine-config | {'vcpu_count': 3, 'mem_size_mib': 128, 'smt': true} | odd number",
                "/machine-config | {'vcpu_count': 1, 'mem_size_mib': 128, 'cpus': 1} | cpus",
                "/boot-source | {'boot_args': ''} | kernel_image_path",
                "/network-interfaces/a | {'iface_id': 'b', 'host_dev_name': 'lo'} | id in the path",
                "/network-interfaces/a | {'iface_id': 'a', 'host_dev_name': 'no-such-dev'} | no device",
                "/network-interfaces/a | {'iface_id': 'a', 'host_dev_name': 'lo', 'guest_mac': '1'} | guest_mac",
                "/network-interfaces/a | {'iface_id': 'a', 'host_dev_name': 'lo', 'mtu': 1500} | mtu",
                "/vsock | {'guest_cid': 2, 'uds_path': '/v'} | guest_cid",
                "/actions | {'action_type': 'Reboot'} | action_type",
                "/actions | {'action_type': 'InstanceStart'} | nothing to boot",
                "/drives/x | {} | no such request"
            })
    void whatFirecrackerRefusesTheStandInDoesToo(String path, String body, String fault) throws IOException {
        assertThat(new FirecrackerContract()
                        .ask("PUT", path, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(said -> assertThat(said).contains(fault));
    }

    @Test
    void nothingIsChangedAfterTheStart() throws IOException {
        FirecrackerContract contract = new FirecrackerContract();
        take(contract, guest(Optional.empty()));
        byte[] config = "{\"vcpu_count\": 1, \"mem_size_mib\": 128}".getBytes(StandardCharsets.UTF_8);
        assertThat(contract.ask("PUT", "/machine-config", config))
                .hasValueSatisfying(said -> assertThat(said).contains("started before"));
    }
}
