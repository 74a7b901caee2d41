package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.network.AttachSpec;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.PathProof;
import dev.tare.agent.network.PathProof.PathDevice;
import dev.tare.agent.process.Deadline;
import dev.tare.common.catalog.AttachmentKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks that Docker and Podman make themselves, by daemons that the agent has started. LXD looks for devices in {@code /sys}, which
 * shows those of another namespace here: in a lab each host has its own, and there it is tried.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DaemonNetworksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FETCHED_BYTES = 1 << 20;

    @TempDir
    static Path state;

    private TestLab lab;
    private TestHost host;
    private Path rootfs;

    @BeforeAll
    void start() throws Exception {
        rootfs = TestRootfs.make();
        lab = TestLab.up();
        host = new TestHost(state, rootfs);
    }

    @AfterAll
    void end() throws Exception {
        lab.onClient(() -> {
            host.reapAll();
            return 0;
        });
        lab.down();
    }

    /** Also what a launch that failed has left. */
    @AfterEach
    void reap() throws Exception {
        lab.onClient(() -> {
            host.reapTrials();
            return 0;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "docker, runc, daemon-nat",
        "docker, runc, daemon-macvlan",
        "docker, runsc, daemon-nat",
        "docker, runsc, daemon-macvlan",
        "podman, '', daemon-nat",
        "podman, '', daemon-macvlan"
    })
    void aContainerReachesThePeerAndTheHostIsAsItWas(String runtime, String lower, String network) throws Exception {
        Map<String, String> options = lower.isEmpty() ? Map.of() : Map.of("runtime", lower);
        RuntimeDriver driver = host.runtime(runtime);
        assertThat(lab.onClient(() -> driver.check(options, Deadline.after(PATIENCE))))
                .isInstanceOf(Availability.Usable.class);
        Set<String> before = lab.onClient(this::look);

        try (EchoServer server = lab.onServer(EchoServer::start)) {
            AttachSpec spec = lab.spec("conf", network, AttachmentKind.DAEMON_NETWORK);
            Attachment attached = lab.onClient(() -> host.network(network).attach(spec, host.ledger()));
            Instance instance =
                    lab.onClient(() -> driver.launch(fetch(server.port(), attached, options), host.ledger()));
            Attachment whole = lab.onClient(() -> host.network(network).complete(attached, spec, host.ledger()));
            PathProof proof = lab.onClient(() -> host.prove(network, whole, spec));
            instance.in().write('\n');
            instance.in().flush();
            assertThat(line(instance)).isEqualTo(Integer.toString(FETCHED_BYTES));
            assertThat(instance.await(PATIENCE)).hasValue(0);
            boolean nat = network.equals("daemon-nat");
            assertThat(proof.devices())
                    .extracting(PathDevice::kind)
                    .containsExactlyElementsOf(
                            nat ? List.of("veth", "veth", "bridge", "veth") : List.of("macvlan", "veth"));
            assertThat(proof.devices()).extracting(PathDevice::mtuBytes).containsOnly(1500);
            assertThat(server.callers()).containsOnly(nat ? "10.99.0.1" : "10.99.0.101");
        }
        reap();
        assertThat(lab.onClient(this::look)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"docker, daemon-nat", "docker, daemon-macvlan", "podman, daemon-nat"})
    void theHostIsAsItWasWhenTheAgentIsKilledAtAnyWriting(String runtime, String network) throws Exception {
        RuntimeDriver driver = host.runtime(runtime);
        assertThat(lab.onClient(() -> driver.check(Map.of(), Deadline.after(PATIENCE))))
                .isInstanceOf(Availability.Usable.class);
        Set<String> before = lab.onClient(this::look);
        int writings = 0;
        boolean killed = true;
        while (killed) {
            host.ledger().killAfter(writings);
            try {
                lab.onClient(() -> attachAndLaunch(driver, network));
            } catch (IOException e) {
                assertThat(e)
                        .as("killed after %d writings", writings)
                        .hasRootCauseInstanceOf(MemoryLedger.Killed.class);
            }
            killed = host.ledger().hasKilled();
            host.ledger().neverKill();
            reap();
            assertThat(lab.onClient(this::look))
                    .as("killed after %d writings", writings)
                    .isEqualTo(before);
            writings++;
        }
        assertThat(writings).isGreaterThan(1);
    }

    private Instance attachAndLaunch(RuntimeDriver driver, String network) throws Exception {
        AttachSpec spec = lab.spec("conf", network, AttachmentKind.DAEMON_NETWORK);
        Attachment attached = host.network(network).attach(spec, host.ledger());
        Instance instance = driver.launch(fetch(1, attached, Map.of()), host.ledger());
        host.network(network).complete(attached, spec, host.ledger());
        return instance;
    }

    private LaunchSpec fetch(int port, Attachment attachment, Map<String, String> options) {
        return new LaunchSpec(
                "conf",
                options,
                rootfs,
                List.of(
                        "/jre/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Xmx64m",
                        "-cp",
                        "/probe",
                        GuestProgram.class.getName(),
                        "fetch",
                        lab.serverAddress(),
                        Integer.toString(port),
                        Integer.toString(FETCHED_BYTES)),
                Map.of(),
                List.of(0),
                attachment);
    }

    private static String line(Instance instance) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = instance.out().read();
                next != '\n';
                next = instance.out().read()) {
            if (next < 0) {
                throw new IOException("ended after '" + line + "': "
                        + new String(instance.err().readAllBytes(), StandardCharsets.UTF_8));
            }
            line.append((char) next);
        }
        return line.toString();
    }

    /** What is ours, what filters the host's packets, and whether it is a router. */
    private Set<String> look() throws IOException {
        Set<String> found = new TreeSet<>(Leftovers.look(state));
        for (List<String> question : List.of(
                List.of("nft", "list", "tables"),
                List.of("sysctl", "net.ipv4.ip_forward", "net.ipv4.conf.data0.forwarding"),
                List.of("ip", "-brief", "link"))) {
            found.addAll(said(question));
        }
        Path addresses = Path.of("/var/lib/cni/networks");
        if (Files.isDirectory(addresses)) {
            found.addAll(said(List.of("ls", addresses.toString())));
        }
        return found;
    }

    private static List<String> said(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<String> lines = new ArrayList<>();
        try (var out = process.inputReader()) {
            out.lines().map(line -> command.getFirst() + ": " + line).forEach(lines::add);
        }
        return lines;
    }
}
