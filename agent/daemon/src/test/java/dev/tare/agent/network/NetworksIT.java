package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.runtime.EchoServer;
import dev.tare.agent.runtime.Leftovers;
import dev.tare.agent.runtime.MemoryLedger;
import dev.tare.agent.runtime.TestHost;
import dev.tare.agent.runtime.TestLab;
import dev.tare.common.catalog.AttachmentKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every network driver promises, between two namespaces joined by a cable. */
@Timeout(60)
final class NetworksIT {

    private static final int SENT_BYTES = 1 << 20;

    /** Since Linux 6.17. */
    private static final boolean FORWARDS_BY_DEVICE =
            Files.exists(Path.of("/proc/sys/net/ipv6/conf/lo/force_forwarding"));

    @TempDir
    Path state;

    private TestLab lab;
    private TestHost host;
    private Set<String> before = Set.of();
    private String dataDevice = "";

    @BeforeEach
    void start() throws Exception {
        lab = TestLab.up();
        host = new TestHost(state, state);
        before = lab.onClient(() -> Leftovers.look(state));
        dataDevice = dataDevice();
    }

    @AfterEach
    void leavesNothing() throws Exception {
        host.ledger().neverKill();
        reap();
        Set<String> after = lab.onClient(() -> Leftovers.look(state));
        String device = dataDevice();
        lab.down();
        assertThat(after).isEqualTo(before);
        assertThat(device).isEqualTo(dataDevice);
    }

    private void reap() throws Exception {
        lab.onClient(() -> {
            host.reapAll();
            return 0;
        });
    }

    /** Addresses, routes, master and queueing discipline of the data device. */
    private String dataDevice() throws Exception {
        return TestNamespaces.say(lab.client(), "address show dev data0").replaceAll(" tentative", "")
                + TestNamespaces.say(lab.client(), "route show");
    }

    private Attachment attach(String network) throws Exception {
        return lab.onClient(() -> host.network(network).attach(lab.spec("conf", network), host.ledger()));
    }

    /** From inside the attachment to the server and back. */
    private long exchange(Attachment attachment, int port) throws Exception {
        return exchange(attachment, lab.serverAddress(), port);
    }

    private long exchange(Attachment attachment, String peer, int port) throws Exception {
        return NetnsVisit.call(attachment instanceof Attachment.Netns own ? own.path() : lab.client(), () -> {
            try (Socket socket = new Socket()) {
                socket.bind(
                        new InetSocketAddress(Cidr.parse(attachment.address()).address(), 0));
                socket.connect(new InetSocketAddress(Cidr.literal(peer), port), 5000);
                Thread.ofPlatform().start(() -> write(socket));
                return (long) socket.getInputStream().readAllBytes().length;
            }
        });
    }

    private static void write(Socket socket) {
        try {
            socket.getOutputStream().write(new byte[SENT_BYTES]);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "bridge", "nat", "veth-routed", "macvlan"})
    void isUsableHere(String network) {
        assertThat(host.network(network).check(Deadline.after(Duration.ofSeconds(5))))
                .isInstanceOf(Availability.Usable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "bridge", "nat", "veth-routed", "macvlan"})
    void carriesTcpAndCountsItOnEveryDevice(String network) throws Exception {
        try (EchoServer server = lab.onServer(EchoServer::start)) {
            Attachment attachment = attach(network);
            PathCounters first = lab.onClient(() -> host.counters().read(attachment.devices()));
            assertThat(exchange(attachment, server.port())).isEqualTo(SENT_BYTES);
            PathCounters second = lab.onClient(() -> host.counters().read(attachment.devices()));
            assertThat(second.devices())
                    .extracting(DeviceCounters::name)
                    .isEqualTo(attachment.devices().stream()
                            .map(Attachment.Device::name)
                            .toList());
            int last = second.devices().size() - 1;
            for (int i : new int[] {0, last}) {
                DeviceCounters then = first.devices().get(i);
                DeviceCounters now = second.devices().get(i);
                assertThat(now.txBytes() - then.txBytes()).isGreaterThan(SENT_BYTES);
                assertThat(now.rxBytes() - then.rxBytes()).isGreaterThan(SENT_BYTES);
                assertThat(now.txPackets()).isGreaterThan(then.txPackets());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "bridge", "nat", "veth-routed", "macvlan"})
    void provesThePathFromInside(String network) throws Exception {
        Attachment attachment = attach(network);
        PathProof proof = lab.onClient(() -> host.prove(network, attachment, lab.spec("conf", network)));
        assertThat(proof.neighbour()).matches("([0-9a-f]{2}:){5}[0-9a-f]{2}");
        assertThat(proof.routeJson())
                .contains("\"dst\":\"" + lab.serverAddress())
                .contains("\"dev\":\"" + attachment.devices().getFirst().name() + "\"");
        assertThat(proof.devices()).extracting(PathProof.PathDevice::mtuBytes).containsOnly(1500);
        PathProof.PathDevice last = proof.devices().getLast();
        assertThat(last.name()).isEqualTo("data0");
        assertThat(last.where()).isEqualTo("host");
        assertThat(last.offloads()).containsEntry("generic-segmentation-offload", "on");
        assertThat(last.qdiscJson()).startsWith("[{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "bridge", "nat", "veth-routed", "macvlan"})
    void carriesAndProvesIpv6(String network) throws Exception {
        // as a host may have it, and the lab's do
        lab.onClient(() -> Files.writeString(Path.of("/proc/sys/net/ipv6/conf/default/disable_ipv6"), "1"));
        if (!FORWARDS_BY_DEVICE) {
            lab.onClient(() -> Files.writeString(Path.of("/proc/sys/net/ipv6/conf/all/forwarding"), "1"));
        }
        try (EchoServer server = lab.onServer(EchoServer::start)) {
            AttachSpec spec = lab.spec6("conf", network);
            Attachment attachment = lab.onClient(() -> host.network(network).attach(spec, host.ledger()));
            assertThat(exchange(attachment, lab.serverAddress6(), server.port()))
                    .isEqualTo(SENT_BYTES);
            PathProof proof = lab.onClient(() -> host.prove(network, attachment, spec));
            assertThat(proof.neighbour()).matches("([0-9a-f]{2}:){5}[0-9a-f]{2}");
            assertThat(proof.routeJson())
                    .contains("\"dst\":\"" + lab.serverAddress6())
                    .contains("\"dev\":\"" + attachment.devices().getFirst().name() + "\"");
        }
    }

    /** Java's threads for a process would stay in there, and keep it alive. */
    @Test
    void noProcessIsStartedInsideANamespace() throws Exception {
        AttachSpec spec = lab.spec6("conf", "bridge");
        Attachment.Netns own =
                (Attachment.Netns) lab.onClient(() -> host.network("bridge").attach(spec, host.ledger()));
        Path here = Path.of("/proc/thread-self/ns/net");
        Set<Path> from = ConcurrentHashMap.newKeySet();
        IpTool watched = new IpTool(
                (arguments, input, deadline) -> {
                    from.add(Files.readSymbolicLink(here));
                    return Commands.ofSystem().run(arguments, input, deadline);
                },
                host.part(Tools.class));
        boolean known = lab.onClient(
                () -> FreshStack.prepare(watched, own.path(), own.device(), Cidr.literal(lab.serverAddress6()), false));
        assertThat(known).isTrue();
        assertThat(from).containsExactly(lab.onClient(() -> Files.readSymbolicLink(here)));
    }

    @Test
    void aBridgePathGoesFromTheRuntimesDeviceOverTheBridgeToTheDataDevice() throws Exception {
        Attachment attachment = attach("bridge");
        PathProof proof = lab.onClient(() -> host.prove("bridge", attachment, lab.spec("conf", "bridge")));
        assertThat(proof.devices())
                .extracting(PathProof.PathDevice::kind)
                .containsExactly("veth", "veth", "bridge", "veth");
        assertThat(proof.devices().getFirst().where()).startsWith("tare-");
    }

    @Test
    void aMacvlanPathHasNothingBetweenItsDeviceAndTheDataDevice() throws Exception {
        Attachment attachment = attach("macvlan");
        PathProof proof = lab.onClient(() -> host.prove("macvlan", attachment, lab.spec("conf", "macvlan")));
        assertThat(proof.devices()).extracting(PathProof.PathDevice::kind).containsExactly("macvlan", "veth");
    }

    @Test
    void aNatPathIsRoutedFromABridgeAndTheServerSeesTheHostOnly() throws Exception {
        try (EchoServer server = lab.onServer(EchoServer::start)) {
            Attachment attachment = attach("nat");
            PathProof proof = lab.onClient(() -> host.prove("nat", attachment, lab.spec("conf", "nat")));
            assertThat(proof.devices())
                    .extracting(PathProof.PathDevice::kind)
                    .containsExactly("veth", "veth", "bridge", "veth");
            assertThat(attachment.address()).startsWith("172.30.74.");
            assertThat(exchange(attachment, server.port())).isEqualTo(SENT_BYTES);
            assertThat(server.callers()).containsOnly("10.99.0.1");
        }
    }

    @Test
    void aRoutedPathHasNoBridgeAndTheServerSeesTheRuntime() throws Exception {
        try (EchoServer server = lab.onServer(EchoServer::start)) {
            Attachment attachment = attach("veth-routed");
            PathProof proof =
                    lab.onClient(() -> host.prove("veth-routed", attachment, lab.spec("conf", "veth-routed")));
            assertThat(proof.devices()).extracting(PathProof.PathDevice::kind).containsExactly("veth", "veth", "veth");
            assertThat(exchange(attachment, server.port())).isEqualTo(SENT_BYTES);
            assertThat(server.callers()).containsOnly("10.99.0.101");
        }
    }

    /** Another network had another link address behind the same address. */
    @Test
    void aHostForgetsWhatItKnewOfItsPeer() throws Exception {
        TestNamespaces.say(lab.client(), "neigh replace 10.99.0.2 lladdr 0e:74:00:00:00:01 dev data0 nud reachable");
        Attachment attachment = attach("host");
        PathProof proof = lab.onClient(() -> host.prove("host", attachment, lab.spec("conf", "host")));
        assertThat(proof.neighbour()).isNotEqualTo("0e:74:00:00:00:01").hasSize(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat", "veth-routed"})
    void aHostThatRoutesForgetsWhatItKnewOfItsPeer(String network) throws Exception {
        TestNamespaces.say(lab.client(), "neigh replace 10.99.0.2 lladdr 0e:74:00:00:00:01 dev data0 nud reachable");
        try (EchoServer server = lab.onServer(EchoServer::start)) {
            assertThat(exchange(attach(network), server.port())).isEqualTo(SENT_BYTES);
        }
    }

    /** As a namespace of the trial's own does; and it is as it was afterwards. */
    @Test
    void aHostForgetsItsConnectionsWithItsPeer() throws Exception {
        Path forgetful = Path.of("/proc/sys/net/ipv4/tcp_no_metrics_save");
        try (EchoServer server = lab.onServer(EchoServer::start)) {
            Attachment attachment = attach("host");
            assertThat(exchange(attachment, server.port())).isEqualTo(SENT_BYTES);
        }
        assertThat(TestNamespaces.say(lab.client(), "tcp_metrics show")).contains(lab.serverAddress());

        AttachSpec spec = lab.spec("conf", "host");
        lab.onClient(() -> {
            host.network("host").freshen(spec, host.ledger());
            return host.network("host").attach(spec, host.ledger());
        });
        assertThat(TestNamespaces.say(lab.client(), "tcp_metrics show")).isBlank();
        assertThat(lab.onClient(() -> Sysctl.read(forgetful))).isEqualTo("1");
        reap();
        assertThat(lab.onClient(() -> Sysctl.read(forgetful))).isEqualTo("0");
    }

    @Test
    void aSubnetThatIsRoutedElsewhereIsNotTakenByNat() throws Exception {
        TestNamespaces.say(lab.client(), "route add 172.30.74.2/32 dev data0");
        assertThatThrownBy(() -> attach("nat")).hasMessageContaining("is reached over data0 on this host");
        TestNamespaces.say(lab.client(), "route del 172.30.74.2/32 dev data0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge", "veth-routed", "macvlan"})
    void anAddressThatSomebodyOnTheLinkHasIsNotTaken(String network) throws Exception {
        TestNamespaces.say(lab.server(), "address add 10.99.0.101/32 dev data0");
        assertThatThrownBy(() -> attach(network))
                .hasRootCauseInstanceOf(UnavailableException.class)
                .hasMessageContaining("somebody on the link of data0 has the address 10.99.0.101");
        TestNamespaces.say(lab.server(), "address del 10.99.0.101/32 dev data0");
        assertThat(attach(network).address()).startsWith("10.99.0.101/");
    }

    /** The bridge's own route would win over it. */
    @Test
    void aPartOfANetworkThatIsRoutedElsewhereIsNotTakenByNat() throws Exception {
        TestNamespaces.say(lab.client(), "route add 172.30.0.0/16 dev data0");
        assertThatThrownBy(() -> attach("nat")).hasMessageContaining("is reached over data0 (route 172.30.0.0/16)");
        TestNamespaces.say(lab.client(), "route del 172.30.0.0/16 dev data0");
    }

    /** It answers for the host's address, and neighbours remember what it says. */
    @Test
    void aBridgeHasTheDataDevicesLinkAddress() throws Exception {
        String before = linkAddress("data0");
        Attachment attachment = attach("bridge");
        assertThat(linkAddress(attachment.devices().get(2).name())).isEqualTo(before);
    }

    private String linkAddress(String device) throws Exception {
        return TestNamespaces.say(lab.client(), "link show dev " + device)
                .replaceFirst("(?s).*link/ether ([0-9a-f:]{17}) .*", "$1");
    }

    /** And for no other that it has a route to. */
    @Test
    void aRoutingHostAnswersForTheRuntimesAddressAlone() throws Exception {
        attach("veth-routed");
        assertThat(TestNamespaces.say(lab.client(), "neigh show proxy")).startsWith("10.99.0.101 dev data0");
        assertThat(lab.onClient(() -> Sysctl.read(Path.of("/proc/sys/net/ipv4/conf/data0/proxy_arp"))))
                .isEqualTo("0");
        reap();
        assertThat(TestNamespaces.say(lab.client(), "neigh show proxy")).isBlank();
    }

    /** Forwarding, proxy ARP and its delay are the host's own: as they were, also after an agent that was killed. */
    @ParameterizedTest
    @ValueSource(strings = {"nat", "veth-routed"})
    void givesTheHostsSettingsBack(String network) throws Exception {
        List<String> settings = settings();
        attach(network);
        assertThat(settings()).isNotEqualTo(settings);
        reap();
        assertThat(settings()).isEqualTo(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat", "veth-routed"})
    void givesTheHostsSettingsOfIpv6Back(String network) throws Exception {
        List<String> settings = settings();
        AttachSpec spec = lab.spec6("conf", network);
        if (FORWARDS_BY_DEVICE) {
            lab.onClient(() -> host.network(network).attach(spec, host.ledger()));
            assertThat(settings()).isNotEqualTo(settings);
        } else {
            assertThatThrownBy(() -> lab.onClient(() -> host.network(network).attach(spec, host.ledger())))
                    .hasMessageContaining("forwards IPv6 between all of a host's devices or between none");
        }
        reap();
        assertThat(settings()).isEqualTo(settings);
        assertThat(TestNamespaces.say(lab.client(), "neigh show proxy")).isBlank();
    }

    private List<String> settings() throws Exception {
        return lab.onClient(() -> List.of(
                Sysctl.read(Path.of("/proc/sys/net/ipv6/conf/data0/forwarding")),
                FORWARDS_BY_DEVICE ? Sysctl.read(Path.of("/proc/sys/net/ipv6/conf/data0/force_forwarding")) : "",
                Sysctl.read(Path.of("/proc/sys/net/ipv6/conf/data0/proxy_ndp")),
                Sysctl.read(Path.of("/proc/sys/net/ipv4/conf/data0/forwarding")),
                Sysctl.read(Path.of("/proc/sys/net/ipv4/conf/data0/proxy_arp")),
                Sysctl.read(Path.of("/proc/sys/net/ipv4/neigh/data0/proxy_delay"))));
    }

    @Test
    void anOverlayWhoseOtherEndIsMissingSaysSo() {
        assertThatThrownBy(() -> attach("overlay"))
                .hasMessageContaining("does not answer over network overlay")
                .hasMessageContaining("between 10.99.0.1 and 10.99.0.2");
    }

    /** Some kernels have no ipvlan: then that is what is said, and nothing is made. */
    @Test
    void ipvlanIsUsableOrTheKernelHasNone() throws Exception {
        Availability availability = host.network("ipvlan").check(Deadline.after(Duration.ofSeconds(5)));
        if (availability instanceof Availability.Unusable no) {
            assertThat(no.reason()).isEqualTo("this kernel has no ipvlan");
            assertThat(no.remedy()).contains("kernel");
            assertThatThrownBy(() -> attach("ipvlan")).hasMessageContaining("Unknown device type");
        } else {
            Attachment attachment = attach("ipvlan");
            PathProof proof = lab.onClient(() -> host.prove("ipvlan", attachment, lab.spec("conf", "ipvlan")));
            assertThat(proof.devices()).extracting(PathProof.PathDevice::kind).containsExactly("ipvlan", "veth");
        }
    }

    @Test
    void aDataDeviceThatIsAPortOfABridgeTakesNoMacvlan() throws Exception {
        attach("bridge");
        AttachSpec other = new AttachSpec(
                "check-gvisor-kvm",
                AttachmentKind.NETNS,
                "data0",
                "10.99.0.102/24",
                "10.99.0.2",
                "10.99.0.1",
                "10.99.0.2",
                false,
                1500);
        assertThatThrownBy(() -> lab.onClient(() -> host.network("macvlan").attach(other, host.ledger())))
                .hasMessageContaining("already belongs to tare");
    }

    @Test
    void aNamespaceRemembersNothingOfEarlierConnections() throws Exception {
        Attachment.Netns own = (Attachment.Netns) attach("bridge");
        assertThat(NetnsVisit.call(own.path(), () -> Sysctl.read(Path.of("/proc/sys/net/ipv4/tcp_no_metrics_save"))))
                .isEqualTo("1");
        assertThat(NetnsVisit.call(
                        own.path(), () -> Sysctl.read(Path.of("/proc/sys/net/ipv4/neigh/eth0/retrans_time_ms"))))
                .isEqualTo("1000");
    }

    /** A container has no right to raw sockets, and needs none. */
    @Test
    void whoeverIsInANamespaceMayPing() throws Exception {
        Attachment.Netns own = (Attachment.Netns) attach("bridge");
        assertThat(NetnsVisit.call(own.path(), () -> Sysctl.read(Path.of("/proc/sys/net/ipv4/ping_group_range"))))
                .isEqualTo("0\t2147483647");
    }

    @ParameterizedTest
    @CsvSource({
        "bridge, 0",
        "bridge, 1",
        "bridge, 2",
        "bridge, 3",
        "nat, 3",
        "nat, 4",
        "nat, 5",
        "nat, 6",
        "veth-routed, 2",
        "veth-routed, 3",
        "veth-routed, 4",
        "veth-routed, 5"
    })
    void leavesNothingWhenTheAgentIsKilledAtAnyWriting(String network, int writings) throws Exception {
        host.ledger().killAfter(writings);
        try {
            attach(network);
        } catch (IOException e) {
            assertThat(e).hasRootCauseInstanceOf(MemoryLedger.Killed.class);
        }
        host.ledger().neverKill();
        reap();
        reap();
        assertThat(host.ledger().open()).isEmpty();
    }

    @Test
    void aSecondBridgeOnTheSameDeviceIsRefused() throws Exception {
        attach("bridge");
        AttachSpec other = new AttachSpec(
                "check-gvisor-kvm",
                AttachmentKind.NETNS,
                "data0",
                "10.99.0.102/24",
                "10.99.0.2",
                "10.99.0.1",
                "10.99.0.2",
                false,
                1500);
        assertThatThrownBy(() -> lab.onClient(() -> host.network("bridge").attach(other, host.ledger())))
                .hasMessageContaining("already belongs to tare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a b", "eth0;reboot", "a;b", "$(id)", "eth0\0", "", "-batch", "a/b"})
    void refusesNamesThatAreNone(String name) {
        for (String network : List.of("host", "bridge", "macvlan", "ipvlan")) {
            assertThatThrownBy(() -> host.network(network)
                            .attach(
                                    new AttachSpec(
                                            "conf",
                                            AttachmentKind.NETNS,
                                            name,
                                            "10.99.0.1/24",
                                            "10.99.0.2",
                                            "10.99.0.1",
                                            "10.99.0.2",
                                            false,
                                            1500),
                                    host.ledger()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(host.ledger().open()).isEmpty();
    }

    @Test
    void refusesNamesOfHundredsOfCharactersAndAddressesThatAreNone() {
        AttachSpec longName = new AttachSpec(
                "conf",
                AttachmentKind.NETNS,
                "a".repeat(300),
                "10.99.0.1/24",
                "10.99.0.2",
                "10.99.0.1",
                "10.99.0.2",
                false,
                1500);
        AttachSpec noAddress = new AttachSpec(
                "conf",
                AttachmentKind.NETNS,
                "data0",
                "10.99.0.1/24 dev lo",
                "10.99.0.2",
                "10.99.0.1",
                "10.99.0.2",
                false,
                1500);
        AttachSpec noPeer = new AttachSpec(
                "conf",
                AttachmentKind.NETNS,
                "data0",
                "10.99.0.1/24",
                "example.org",
                "10.99.0.1",
                "10.99.0.2",
                false,
                1500);
        AttachSpec longTrial = new AttachSpec(
                "a".repeat(300),
                AttachmentKind.NETNS,
                "data0",
                "10.99.0.1/24",
                "10.99.0.2",
                "10.99.0.1",
                "10.99.0.2",
                false,
                1500);
        for (AttachSpec spec : List.of(longName, noAddress, noPeer, longTrial)) {
            assertThatThrownBy(() -> host.network("bridge").attach(spec, host.ledger()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(host.ledger().open()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a b", "a;b", "$(id)", "a\0b", "", "-x"})
    void refusesTrialNamesAndAddressesThatCouldBeMore(String odd) {
        AttachSpec trial = new AttachSpec(
                odd, AttachmentKind.NETNS, "data0", "10.99.0.1/24", "10.99.0.2", "10.99.0.1", "10.99.0.2", false, 1500);
        AttachSpec address = new AttachSpec(
                "conf", AttachmentKind.NETNS, "data0", odd, "10.99.0.2", "10.99.0.1", "10.99.0.2", false, 1500);
        AttachSpec peer = new AttachSpec(
                "conf", AttachmentKind.NETNS, "data0", "10.99.0.1/24", odd, "10.99.0.1", "10.99.0.2", false, 1500);
        for (AttachSpec spec : List.of(trial, address, peer)) {
            assertThatThrownBy(() -> host.network("bridge").attach(spec, host.ledger()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(host.ledger().open()).isEmpty();
    }
}
