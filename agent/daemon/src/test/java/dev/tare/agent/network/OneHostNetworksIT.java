package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.process.SideIds;
import dev.tare.agent.runtime.EchoServer;
import dev.tare.agent.runtime.Leftovers;
import dev.tare.agent.runtime.TestHost;
import dev.tare.agent.runtime.TestLab;
import dev.tare.common.catalog.AttachmentKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that join the two sides of one host, without the cable. */
@Timeout(60)
final class OneHostNetworksIT {

    private static final int SENT_BYTES = 1 << 20;

    @TempDir
    Path state;

    private TestLab lab;
    private TestHost host;
    private Set<String> before = Set.of();

    @BeforeEach
    void start() throws Exception {
        lab = TestLab.up();
        host = new TestHost(state, state);
        before = lab.onClient(() -> Leftovers.look(state));
    }

    @AfterEach
    void leavesNothing() throws Exception {
        lab.onClient(() -> {
            host.reapAll();
            return 0;
        });
        Set<String> after = lab.onClient(() -> Leftovers.look(state));
        lab.down();
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "host, 10.99.0.1, 10.99.0.1, lo",
        "bridge, 10.99.0.101, 10.99.0.165, eth0 tare.{8}h tare.{8}b",
        "macvlan, 10.99.0.101, 10.99.0.165, eth0"
    })
    void joinsBothSidesPastTheDataDevice(String network, String client, String server, String path) throws Exception {
        try (ExecutorService sides = Executors.newFixedThreadPool(2)) {
            Future<Attachment> first = sides.submit(() -> attach(network, spec(network, client, server, false)));
            Future<Attachment> second = sides.submit(() -> attach(network, spec(network, server, client, true)));
            Attachment of = first.get();
            Attachment to = second.get();
            assertThat(String.join(" ", names(of))).matches(path);
            DeviceCounters asideBefore = dataDevice();
            List<DeviceCounters> then = lab.onClient(() -> host.counters().sample(of.devices()));
            assertThat(exchange(of, to)).isEqualTo(SENT_BYTES);
            List<DeviceCounters> now = lab.onClient(() -> host.counters().sample(of.devices()));
            // a bridge does not count what it only forwards
            for (int i = 0; i < Math.max(1, then.size() - 1); i++) {
                assertThat(now.get(i).rxBytes() - then.get(i).rxBytes()).isGreaterThan(SENT_BYTES);
            }
            DeviceCounters aside = dataDevice();
            assertThat(aside.txBytes() + aside.rxBytes() - asideBefore.txBytes() - asideBefore.rxBytes())
                    .isLessThan(10_000);
            PathProof proof = lab.onClient(() -> host.prove(network, of, spec(network, client, server, false)));
            assertThat(proof.routeJson()).contains(names(of).getFirst());
        }
        assertThat(host.ledger().open().stream()
                        .filter(entry -> entry.trialId().equals("conf"))
                        .map(Entry::kind))
                .as("what both use")
                .hasSize(network.equals("bridge") ? 1 : 0);
    }

    private Attachment attach(String network, AttachSpec spec) throws Exception {
        return lab.onClient(() -> host.network(network).attach(spec, host.ledger()));
    }

    private static AttachSpec spec(String network, String own, String peer, boolean server) {
        return new AttachSpec(
                SideIds.of("conf", server),
                network.equals("host") ? AttachmentKind.HOST_NETNS : AttachmentKind.NETNS,
                "data0",
                own + "/24",
                peer,
                "10.99.0.1",
                "10.99.0.1",
                false,
                1500);
    }

    private static List<String> names(Attachment attachment) {
        return attachment.devices().stream().map(Attachment.Device::name).toList();
    }

    private DeviceCounters dataDevice() throws Exception {
        return lab.onClient(() -> host.counters().sample(List.of(new Attachment.Device("data0", null))))
                .getFirst();
    }

    private long exchange(Attachment of, Attachment to) throws Exception {
        try (EchoServer server = inside(to, EchoServer::start)) {
            return inside(of, () -> {
                try (Socket socket = new Socket()) {
                    socket.bind(new InetSocketAddress(Cidr.parse(of.address()).address(), 0));
                    socket.connect(
                            new InetSocketAddress(Cidr.parse(to.address()).address(), server.port()), 5000);
                    Thread.ofPlatform().start(() -> write(socket));
                    return (long) socket.getInputStream().readAllBytes().length;
                }
            });
        }
    }

    private <T> T inside(Attachment attachment, Callable<T> work) throws Exception {
        return attachment instanceof Attachment.Netns own ? NetnsVisit.call(own.path(), work) : lab.onClient(work);
    }

    private static void write(Socket socket) {
        try {
            socket.getOutputStream().write(new byte[SENT_BYTES]);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
