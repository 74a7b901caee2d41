package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.common.catalog.AttachmentKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every runtime driver promises with each network that it takes: instances start, reach the peer, end, and leave nothing. A
 * subclass names the driver, its options and the network.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NetworkConformance {

    private static final Duration DAEMON_PATIENCE = Duration.ofMinutes(2);

    private static final int MANY = 100;

    @TempDir
    static Path shared;

    @TempDir
    Path state;

    private @Nullable Bench kept;

    private Set<String> before = Set.of();
    private Bench bench;

    abstract String name();

    Map<String, String> options() {
        return Map.of();
    }

    /** As the agent has it. */
    RuntimeDriver driver(TestHost of) throws IOException {
        return of.runtime(name());
    }

    /** The network whose attachment it is given. */
    String network() {
        return "host";
    }

    /** In which shape that network is handed over. */
    AttachmentKind attachment() {
        return network().equals("host") ? AttachmentKind.HOST_NETNS : AttachmentKind.NETNS;
    }

    /** How long a step may take. */
    Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** Whether it is asked of a daemon: then one serves all tests, ends with them, and leaves nothing either. */
    boolean asksADaemon() {
        return false;
    }

    /** Whether one host serves all tests, because what it finds out or makes at first takes long. */
    boolean keepsItsHost() {
        return asksADaemon();
    }

    @BeforeAll
    void makeWhatIsKept() throws Exception {
        if (keepsItsHost()) {
            Bench made = Bench.make(shared);
            kept = made;
            Set<String> clean = look(made);
            Duration limit = asksADaemon() ? DAEMON_PATIENCE : patience();
            assertThat(made.lab().onClient(() -> driver(made.host()).check(options(), Deadline.after(limit))))
                    .isInstanceOf(Availability.Usable.class);
            if (!asksADaemon()) {
                assertThat(look(made)).isEqualTo(clean);
            }
        }
    }

    @AfterAll
    void endWhatIsKept() throws Exception {
        Bench made = kept;
        if (made != null) {
            made.lab().onClient(() -> {
                made.host().reapAll();
                return 0;
            });
            made.lab().down();
        }
    }

    @BeforeEach
    void start() throws Exception {
        bench = kept == null ? Bench.make(state) : kept;
        before = look(bench);
    }

    @AfterEach
    void leavesNothing() throws Exception {
        host().ledger().neverKill();
        reap();
        Set<String> after = look(bench);
        if (kept == null || !bench.equals(kept)) {
            lab().down();
        }
        assertThat(after).isEqualTo(before);
    }

    /** Where the tests are made. */
    record Bench(TestLab lab, TestHost host, Path state, Path rootfs) {

        static Bench make(Path state) throws Exception {
            Path rootfs = TestRootfs.make();
            return new Bench(TestLab.up(), new TestHost(state, rootfs), state, rootfs);
        }
    }

    /** What the instances run on. */
    final TestHost host() {
        return bench.host();
    }

    private TestLab lab() {
        return bench.lab();
    }

    private static Set<String> look(Bench at) throws Exception {
        return at.lab().onClient(() -> Leftovers.look(at.state()));
    }

    final Instance launch(String... arguments) throws Exception {
        return launch(Map.of(), arguments);
    }

    final Instance launch(Map<String, String> environment, String... arguments) throws Exception {
        return launch(attach(), environment, arguments);
    }

    final Attachment attach() throws Exception {
        return lab().onClient(() ->
                host().network(network()).attach(lab().spec("conf", network(), attachment()), host().ledger()));
    }

    final Instance launch(Attachment attachment, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "/jre/bin/java",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                "/probe",
                GuestProgram.class.getName()));
        command.addAll(List.of(arguments));
        return lab().onClient(() -> {
            LaunchSpec spec =
                    new LaunchSpec("conf", options(), bench.rootfs(), command, environment, List.of(0), attachment);
            return driver(host()).launch(spec, host().ledger());
        });
    }

    private static String waitForLine(Instance instance, String word) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        while (!seen.toString(StandardCharsets.UTF_8).contains(word)) {
            int next = instance.out().read();
            if (next < 0) {
                throw new IOException("ended after '" + seen + "': "
                        + new String(instance.err().readAllBytes(), StandardCharsets.UTF_8));
            }
            seen.write(next);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isUsableHereAndSaysItsVersion() throws Exception {
        Availability availability = lab().onClient(() -> driver(host()).check(options(), Deadline.after(patience())));
        assertThat(availability)
                .isInstanceOfSatisfying(
                        Availability.Usable.class,
                        usable -> assertThat(usable.version()).isNotBlank());
    }

    @Test
    void stillRunsUntilItIsReapedAndThenIsGone() throws Exception {
        Instance instance = launch("wait");
        waitForLine(instance, "waiting");
        assertThat(instance.await(Duration.ofMillis(10))).isEmpty();
        assertThat(instance.startup()).extracting(Step::name).containsExactly("created", "started");
        reap();
        assertThat(instance.await(patience()).orElseThrow()).isNotZero();
        reap();
    }

    final void reap() throws Exception {
        lab().onClient(() -> {
            host().reapTrials();
            return 0;
        });
    }

    final List<Entry> open() {
        return host().ledger().open().stream().filter(TestHost::isOfATrial).toList();
    }

    @Test
    void reapingTheSameEntriesTwiceIsHarmless() throws Exception {
        waitForLine(launch("wait"), "waiting");
        var entries = open();
        reap();
        for (var entry : entries) {
            host().ledger().record(entry.trialId(), entry.kind(), entry.name(), entry.details());
        }
        reap();
        assertThat(open()).isEmpty();
    }

    /** The writings of a first launch are those of what it tries before, too; only a daemon is there already. */
    @Test
    @Timeout(300)
    void leavesNothingWhenTheAgentIsKilledAtAnyWriting() throws Exception {
        if (keepsItsHost() && !asksADaemon()) {
            bench = Bench.make(state);
            before = look(bench);
        }
        int writings = 0;
        while (isKilledAt(writings)) {
            writings++;
        }
        assertThat(writings).isPositive();
    }

    /** False when a whole launch has no more writings than that. */
    private boolean isKilledAt(int writings) throws Exception {
        if (asksADaemon()) {
            // with new times: its image is imported again, which is written too
            TestRootfs.make();
        }
        host().ledger().killAfter(writings);
        try {
            waitForLine(launch("wait"), "waiting");
        } catch (IOException e) {
            assertThat(e).as("killed after %d writings", writings).hasRootCauseInstanceOf(MemoryLedger.Killed.class);
        }
        boolean killed = host().ledger().hasKilled();
        host().ledger().neverKill();
        reap();
        assertThat(open()).as("killed after %d writings", writings).isEmpty();
        assertThat(look(bench)).as("killed after %d writings", writings).isEqualTo(before);
        return killed;
    }

    @Test
    void endsWhenTheRuntimeIsKilledAndStillLeavesNothing() throws Exception {
        Instance instance = launch("wait");
        waitForLine(instance, "waiting");
        long launched = host().ledger().open().stream()
                .filter(entry ->
                        entry.details().containsKey("pid") && entry.trialId().equals("conf"))
                .map(entry -> Long.parseLong(entry.details().getOrDefault("pid", "")))
                .findFirst()
                .orElseThrow();
        ProcessHandle.of(launched).orElseThrow().destroyForcibly();
        assertThat(instance.await(patience())).hasValue(128 + 9);
        reap();
        assertThat(instance.out().readAllBytes()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void reachesThePeer() throws Exception {
        try (EchoServer server = lab().onServer(EchoServer::start)) {
            Instance instance = launch("fetch", lab().serverAddress(), Integer.toString(server.port()), "1048576");
            // as a probe, which opens no socket before it is told to: its device may come when it has started
            instance.in().write('\n');
            instance.in().flush();
            assertThat(waitForLine(instance, "\n").strip()).isEqualTo("1048576");
            assertThat(instance.await(patience())).hasValue(0);
        }
    }

    /** What leaks once a launch shows after a hundred. */
    @Test
    @Tag("soak")
    @Timeout(600)
    void aHundredLaunchesLeakNothing() throws Exception {
        // what is made at the first launch and kept for all is no leak
        launchAndReap();
        Set<String> after = look(bench);
        long descriptors = openDescriptors();
        for (int launched = 0; launched < MANY; launched++) {
            if (asksADaemon()) {
                // with new times: its image is imported again
                TestRootfs.make();
            }
            launchAndReap();
        }
        assertThat(look(bench)).isEqualTo(after);
        assertThat(openDescriptors()).isLessThan(descriptors + MANY / 10);
    }

    final void launchAndReap() throws Exception {
        Instance instance = launch("echo");
        instance.in().close();
        assertThat(instance.await(patience())).hasValue(0);
        instance.out().close();
        instance.err().close();
        reap();
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
