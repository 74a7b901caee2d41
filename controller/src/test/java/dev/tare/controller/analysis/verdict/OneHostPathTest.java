package dev.tare.controller.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.Transport;
import dev.tare.controller.archive.DeviceData;
import dev.tare.controller.trial.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The client sends a gigabyte to the server on the same host. */
final class OneHostPathTest {

    private static final long PAYLOAD = 1_000_000_000L;
    private static final long ACKNOWLEDGEMENTS = 500_000;
    private static final List<String> BRIDGED = List.of("eth0", "tare0123abcdh", "tare89ab4567b");

    private final Map<String, DeviceData> before = new HashMap<>();
    private final Map<String, DeviceData> after = new HashMap<>();

    OneHostPathTest() {
        count("eth1", 100, 100);
    }

    @Test
    void theLoopbackCarriesBothDirections() {
        count("lo", PAYLOAD + ACKNOWLEDGEMENTS, PAYLOAD + ACKNOWLEDGEMENTS);
        assertThat(judge("client", List.of("lo"), true).level()).isEqualTo(Verdict.Level.VALID);
        assertThat(judge("server", List.of("lo"), false).level()).isEqualTo(Verdict.Level.VALID);
        count("lo", 2 * PAYLOAD, 2 * PAYLOAD);
        assertThat(judge("client", List.of("lo"), true).reasons())
                .singleElement()
                .asString()
                .startsWith("the path carried more than the trial: the client's lo carried 2000000000 bytes");
    }

    @Test
    void aPortOfTheBridgeReceivesWhatItsRuntimeSends() {
        count("tare0123abcdh", PAYLOAD, ACKNOWLEDGEMENTS);
        assertThat(judge("client", BRIDGED, true).level()).isEqualTo(Verdict.Level.VALID);
        assertThat(judge("server", BRIDGED, false).level()).isEqualTo(Verdict.Level.INVALID);
        count("tare0123abcdh", ACKNOWLEDGEMENTS, PAYLOAD);
        assertThat(judge("server", BRIDGED, false).level()).isEqualTo(Verdict.Level.VALID);
    }

    @Test
    void aDeviceOfTheRuntimesOwnSendsWhatItSends() {
        count("eth0", ACKNOWLEDGEMENTS, PAYLOAD);
        assertThat(judge("client", List.of("eth0"), true).level()).isEqualTo(Verdict.Level.VALID);
    }

    @Test
    void aPathThatWasNotCountedIsNotProven() {
        assertThat(judge("client", BRIDGED, true).reasons())
                .containsExactly("the client's path is not proven: no counters of tare0123abcdh and of eth1 around the"
                        + " connection");
    }

    @Test
    void nothingMayHaveCrossedTheDataDevice() {
        count("lo", PAYLOAD + ACKNOWLEDGEMENTS, PAYLOAD + ACKNOWLEDGEMENTS);
        count("eth1", 0, PAYLOAD / 2);
        assertThat(judge("client", List.of("lo"), true).reasons())
                .singleElement()
                .asString()
                .startsWith("the path is within the host, but the client's eth1 carried 500000000 bytes, at most");
    }

    private void count(String device, long received, long sent) {
        before.put(device, new DeviceData(7, 0, 0, 9, 0, 0, null, null, null));
        after.put(device, new DeviceData(7 + received, 0, 0, 9 + sent, 0, 0, null, null, null));
    }

    private Verdict judge(String side, List<String> devices, boolean sends) {
        Flow much = flow(PAYLOAD);
        Flow nothing = flow(0);
        Findings findings = new Findings();
        new OneHostPath(side, devices, "eth1", sends ? much : nothing, sends ? nothing : much)
                .judge(before, after, findings);
        return findings.toVerdict();
    }

    private static Flow flow(long payload) {
        PathTraffic traffic = new PathTraffic(Transport.TCP, Long.MAX_VALUE, 65_536, 1448, 20, 0, 0, 0, 0.0);
        return new Flow(traffic, OptionalLong.of(payload), OptionalLong.of(payload));
    }
}
