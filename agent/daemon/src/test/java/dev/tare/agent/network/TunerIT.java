package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.runtime.MemoryLedger;
import dev.tare.agent.runtime.TestHost;
import dev.tare.agent.runtime.TestLab;
import dev.tare.common.catalog.Tuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that are changed for a trial, as their own proof has them, and a host that is as it was afterwards. */
@Timeout(60)
final class TunerIT {

    private static final String TRIAL = "conf";
    private static final String DATA = "data0";
    private static final Path SACK = Path.of("/proc/sys/net/ipv4/tcp_sack");
    private static final Map<String, String> NAMES = Map.of(
            "gro", "generic-receive-offload",
            "tso", "tcp-segmentation-offload",
            "gso", "generic-segmentation-offload",
            "tx", "tx-checksumming");

    @TempDir
    Path state;

    private TestLab lab;
    private TestHost host;
    private List<String> before = List.of();

    @BeforeEach
    void start() throws Exception {
        lab = TestLab.up();
        host = new TestHost(state, state);
        before = hostState();
    }

    @AfterEach
    void isAsItWas() throws Exception {
        host.ledger().neverKill();
        for (int twice = 0; twice < 2; twice++) {
            lab.onClient(() -> {
                host.reapAll();
                return 0;
            });
        }
        List<String> after = hostState();
        lab.down();
        assertThat(after).isEqualTo(before);
        assertThat(host.ledger().open()).isEmpty();
    }

    private List<String> hostState() throws Exception {
        return lab.onClient(() -> List.of(
                Integer.toString(mtuOfDataDevice()),
                Offloads.of(new LinkName(DATA)).toString(),
                Sysctl.read(SACK)));
    }

    private int mtuOfDataDevice() throws Exception {
        String line = TestNamespaces.say(lab.client(), "link show dev " + DATA);
        return Integer.parseInt(line.replaceAll("(?s).* mtu (\\d+) .*", "$1"));
    }

    /** As a trial's preparation does it. */
    private Attachment tuned(String network, Tuning tuning) throws Exception {
        Tuner tuner = host.tuner();
        AttachSpec plain = lab.spec(TRIAL, network);
        AttachSpec spec = new AttachSpec(
                plain.trialId(),
                plain.kind(),
                plain.dataInterface(),
                plain.address(),
                plain.peerAddress(),
                plain.hostAddress(),
                plain.peerHostAddress(),
                plain.peerBoots(),
                tuning.mtuBytes().orElse(plain.mtuBytes()));
        return lab.onClient(() -> {
            tuner.resize(DATA, tuning, TRIAL, host.ledger());
            Attachment attachment = host.network(network).attach(spec, host.ledger());
            tuner.setOffloads(attachment, DATA, tuning, TRIAL, host.ledger());
            tuner.setSysctls(attachment, tuning, TRIAL, host.ledger());
            return attachment;
        });
    }

    private List<PathProof.PathDevice> proof(String network, Attachment attachment) throws Exception {
        return lab.onClient(() -> host.prove(network, attachment, lab.spec(TRIAL, network)))
                .devices();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "bridge", "nat", "veth-routed"})
    void everyDeviceOfThePathHasTheOffloads(String network) throws Exception {
        Map<String, String> wanted = Map.of("gro", "off", "tso", "off", "gso", "off");
        for (PathProof.PathDevice device : proof(network, tuned(network, Tuning.of(wanted)))) {
            wanted.forEach((name, state) -> assertThat(device.offloads())
                    .as(device.name())
                    .containsEntry(NAMES.getOrDefault(name, name), state));
        }
    }

    @Test
    void aMacvlanKeepsWhatIsAlwaysOnAndTheDataDeviceHasTheOffloads() throws Exception {
        List<PathProof.PathDevice> devices = proof("macvlan", tuned("macvlan", Tuning.of(Map.of("tso", "off"))));
        assertThat(devices.getFirst().offloads()).containsEntry("tcp-segmentation-offload", "on");
        assertThat(devices.getLast().offloads()).containsEntry("tcp-segmentation-offload", "off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "bridge", "veth-routed", "macvlan"})
    void everyDeviceOfThePathHasTheMtu(String network) throws Exception {
        Attachment attachment = tuned(network, Tuning.of(Map.of("mtu", "1400")));
        assertThat(proof(network, attachment))
                .extracting(PathProof.PathDevice::mtuBytes)
                .containsOnly(1400);
    }

    @Test
    void anMtuThatWouldNotComeBackOnWhatIsOnTheDeviceIsRefused() throws Exception {
        TestNamespaces.say(lab.client(), "link add link " + DATA + " name other type macvlan");
        assertThatThrownBy(() -> tuned("host", Tuning.of(Map.of("mtu", "1400"))))
                .hasStackTraceContaining("would also lower that of other, which is on it and has 1500");
        assertThat(TestNamespaces.say(lab.client(), "link show dev other")).contains(" mtu 1500 ");
        TestNamespaces.say(lab.client(), "link delete other");
    }

    /** What needs another is off with it, and on again with it. */
    @Test
    void checksumsTakeSegmentationAlong() throws Exception {
        Attachment attachment = tuned("host", Tuning.of(Map.of("tx", "off")));
        assertThat(proof("host", attachment).getFirst().offloads())
                .containsEntry("tx-checksumming", "off")
                .containsEntry("tcp-segmentation-offload", "off");
    }

    @Test
    void anOffloadThatCannotBeIsSaid() {
        assertThatThrownBy(() -> tuned("host", Tuning.of(Map.of("tx", "off", "tso", "on"))))
                .hasStackTraceContaining("device data0 keeps tso off")
                .hasStackTraceContaining(UntunableException.class.getSimpleName());
    }

    @Test
    void theKernelsSettingsAreTheNamespaces() throws Exception {
        Tuning tuning = Tuning.of(Map.of("net.ipv4.tcp_sack", "0"));
        Attachment.Netns own = (Attachment.Netns) tuned("bridge", tuning);
        assertThat(NetnsVisit.call(own.path(), () -> Sysctl.read(SACK))).isEqualTo("0");
        assertThat(hostState()).isEqualTo(before);
    }

    @Test
    void theKernelsSettingsAreTheHostsOnNetworkHost() throws Exception {
        tuned("host", Tuning.of(Map.of("net.ipv4.tcp_sack", "0")));
        assertThat(hostState().getLast()).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "bridge"})
    void aSettingThatIsNotThereIsSaid(String network) {
        assertThatThrownBy(() -> tuned(network, Tuning.of(Map.of("net.ipv4.no_such_thing", "1"))))
                .hasStackTraceContaining(
                        "there is no setting net.ipv4.no_such_thing in the workload's network namespace");
    }

    @Test
    void aValueThatTheKernelRefusesIsSaid() {
        assertThatThrownBy(() -> tuned("bridge", Tuning.of(Map.of("net.ipv4.tcp_congestion_control", "nonesuch"))))
                .hasStackTraceContaining("the setting net.ipv4.tcp_congestion_control does not take nonesuch");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void isAsItWasWhenTheAgentIsKilledAtAnyWriting(int writings) throws Exception {
        host.ledger().killAfter(writings);
        try {
            tuned("host", Tuning.of(Map.of("mtu", "1400", "tx", "off", "net.ipv4.tcp_sack", "0")));
        } catch (IOException e) {
            assertThat(e).hasRootCauseInstanceOf(MemoryLedger.Killed.class);
        }
    }
}
