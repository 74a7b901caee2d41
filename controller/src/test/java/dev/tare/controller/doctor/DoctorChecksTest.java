package dev.tare.controller.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.Protocol;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.AgentDescription.DataInterface;
import dev.tare.controller.fleet.Check;
import dev.tare.controller.fleet.PathAnswer;
import dev.tare.controller.lab.Lab;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the doctor says of each thing that it looks at: what is there, and where that is not enough, what to do. */
final class DoctorChecksTest {

    private static final InetAddress CLIENT = InetAddress.ofLiteral("10.98.0.1");
    private static final InetAddress SERVER = InetAddress.ofLiteral("10.98.0.2");
    private static final String SENT = " of 20 datagrams from 10.98.0.1 to 10.98.0.2 came back";
    private static final Lab.Host HOST = new Lab.Host(
            "10.99.0.1:7411",
            "eth1",
            "10.98.0.1/24",
            "10.98.0.101/24",
            new Lab.Ipv6("fd00::1/64", "fd00::65/64"),
            7412);
    private static final List<String> ADDRESSES = List.of("10.98.0.1/24", "fd00:0:0:0:0:0:0:1%eth1/64");
    private static final long GIGABIT = 1_000_000_000L;

    static Stream<Arguments> paths() {
        return Stream.of(
                passes(path(20, "none"), "20" + SENT + ", the fastest after 470us"),
                passes(path(18, "none"), "18" + SENT),
                fails(path(17, "none"), "17" + SENT, "ip -s link"),
                fails(path(0, "none"), "0" + SENT, "ip route get 10.98.0.2"),
                fails(path(0, "Network is unreachable"), SENT + ": Network is unreachable", "let UDP and TCP pass"),
                passes(pathMtu(1500), "packets of 1500 bytes get through"),
                fails(pathMtu(1450), "packets of 1450 bytes get through, the lab file says 1500", "link.mtu"));
    }

    static Stream<Arguments> clocks() {
        return Stream.of(
                passes(ClockChecks.bound(Duration.ofNanos(1_222_400)), "known within ± 1222us"),
                passes(ClockChecks.bound(Duration.ofMillis(5)), "known within ± 5ms"),
                fails(ClockChecks.bound(Duration.ofMillis(6)), "known within ± 6ms", "bring the controller nearer"),
                passes(ClockChecks.ahead(Duration.ofMillis(250)), "250ms ahead of this machine's"),
                passes(ClockChecks.ahead(Duration.ofSeconds(-1)), "1s behind this machine's"),
                fails(ClockChecks.ahead(Duration.ofSeconds(2)), "2s ahead of this machine's", "role time_sync"),
                fails(ClockChecks.ahead(Duration.ofHours(-1)), "1h behind this machine's", "chrony"));
    }

    static Stream<Arguments> devices() {
        return Stream.of(
                passes(device(0, "eth1", ADDRESSES), "eth1 has 10.98.0.1/24"),
                // however it is written
                passes(device(1, "eth1", ADDRESSES), "eth1 has fd00::1/64"),
                fails(
                        device(0, "eth1", List.of("10.98.0.9/24")),
                        "eth1 has not the address 10.98.0.1/24 but [10.98.0.9/24]",
                        "data.address"),
                fails(device(1, "eth1", List.of("no address")), "eth1 has not the address fd00::1/64", "data.address6"),
                fails(device(0, "eth0", ADDRESSES), "there is no eth1, only [eth0]", "correct data.interface"),
                passes(mtu(1500), "eth1 has an MTU of 1500 bytes"),
                fails(mtu(9000), "eth1 has an MTU of 9000 bytes, the lab file says 1500", "correct one of the two"),
                passes(rate(10 * GIGABIT, 10 * GIGABIT, "mlx5_core"), "eth1 has negotiated 10Gbit"),
                passes(rate(GIGABIT, 0, "igb"), "eth1 has negotiated 1Gbit"),
                passes(rate(0, 10 * GIGABIT, "veth"), "eth1 has negotiated none: it is a veth"),
                passes(rate(0, 10 * GIGABIT, ""), "no cable's other end says one"),
                fails(
                        rate(GIGABIT, 10 * GIGABIT, "igb"),
                        "eth1 has negotiated 1Gbit, the lab file says 10Gbit",
                        "correct link.rate"));
    }

    static Stream<Arguments> builds() {
        return Stream.of(
                passes(build(0, Protocol.VERSION, "1.0", "sha256:a"), "version 1.0"),
                fails(build(0, Protocol.VERSION, "1.1", "sha256:a"), "that of client is 1.0", "the same version"),
                fails(build(0, Protocol.VERSION + 1, "1.0", "sha256:a"), "speaks protocol", "the same version"),
                passes(build(1, Protocol.VERSION, "1.0", "sha256:a"), "sha256:a"),
                fails(build(1, Protocol.VERSION, "1.0", "sha256:b"), "that of client is sha256:a", "the same build"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"paths", "clocks", "devices", "builds"})
    void aCheckSaysWhatItFoundAndWhatToDo(Check check, String found, String remedy) {
        assertThat(check.found()).contains(found);
        assertThat(check.passed()).as(check.sentence()).isEqualTo(remedy.isEmpty());
        if (check.passed()) {
            assertThat(check.reason() + check.remedy()).isEmpty();
        } else {
            assertThat(check.remedy()).contains(remedy);
        }
    }

    private static Arguments passes(Check check, String found) {
        return Arguments.of(check, found, "");
    }

    private static Arguments fails(Check check, String found, String remedy) {
        return Arguments.of(check, found, remedy);
    }

    private static Check path(int answered, String error) {
        Optional<String> said = Optional.of(error).filter(words -> !words.equals("none"));
        return PathChecks.path("path to server", new PathAnswer(20, answered, 470_500, 1500, said), CLIENT, SERVER);
    }

    private static Check pathMtu(int largestPacketBytes) {
        PathAnswer answer = new PathAnswer(20, 20, 470_500, largestPacketBytes, Optional.empty());
        return new PathChecks(1500).mtu("MTU of the path to server", answer);
    }

    private static Check device(int number, String name, List<String> addresses) {
        return new DeviceChecks(HOST, new Lab.Link(0, 1500))
                .of(description(new DataInterface(name, addresses, 1500, Map.of(), "[]", "veth", 0)))
                .get(number);
    }

    private static Check mtu(int mtuBytes) {
        List<Check> checks = new DeviceChecks(HOST, new Lab.Link(0, 1500))
                .of(description(new DataInterface("eth1", ADDRESSES, mtuBytes, Map.of(), "[]", "veth", 0)));
        return checks.get(checks.size() - 2);
    }

    private static Check rate(long negotiated, long wanted, String driver) {
        return new DeviceChecks(HOST, new Lab.Link(wanted, 1500))
                .of(description(new DataInterface("eth1", ADDRESSES, 1500, Map.of(), "[]", driver, negotiated)))
                .getLast();
    }

    private static Check build(int number, int protocol, String version, String bundle) {
        AgentDescription model = description(Protocol.VERSION, "1.0", "sha256:a", List.of());
        return new BuildChecks("client", model)
                .of(description(protocol, version, bundle, List.of()))
                .get(number);
    }

    private static AgentDescription description(DataInterface device) {
        return description(Protocol.VERSION, "1.0", "sha256:a", List.of(device));
    }

    private static AgentDescription description(
            int protocol, String version, String bundle, List<DataInterface> devices) {
        AgentDescription.Host host = new AgentDescription.Host(
                "server", "6.1.0", "Debian 12", "x86_64", "Some CPU", 2, List.of(0), 8L << 30, "25", Map.of(), devices);
        return new AgentDescription(
                protocol, version, bundle, "", null, null, List.of(), host, List.of(), List.of(), List.of());
    }
}
