package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.Protocol;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Hello;
import dev.tare.proto.probe.v1.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bundle as it is packaged: on this host from another place, and as the read-only root of runc containers. */
@Timeout(120)
final class BundleIT {

    private static final Path BUNDLE = Path.of("target", "bundle").toAbsolutePath();
    private static final String ONLY_WITH_CACHE = "-XX:AOTMode=on";

    private final List<Process> processes = new ArrayList<>();
    private final List<List<String>> undo = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void endWhatRuns() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        for (List<String> command : undo.reversed()) {
            Host.run(command);
        }
    }

    @Test
    void itRunsFromAnotherPlaceWithItsCache() throws Exception {
        Path rootfs = Host.copy(BUNDLE.resolve("rootfs"), directory.resolve("else where"));
        exchange(onThisHost(rootfs), onThisHost(rootfs), "tcp-stream");
    }

    @Test
    void itRunsWithoutACacheToo() throws Exception {
        Path rootfs = Host.copy(BUNDLE.resolve("rootfs"), directory.resolve("broken"));
        Files.writeString(rootfs.resolve("probe/probe.aot"), "no cache", StandardOpenOption.TRUNCATE_EXISTING);
        List<String> command = Bundle.read(BUNDLE).onHost(rootfs);
        try (FakeAgent agent = new FakeAgent(start(command))) {
            Hello hello = agent.next().getHello();
            assertThat(hello.getAotCache()).isFalse();
        }
    }

    @Test
    void theEndOfStdinEndsTheProcessInMidTraffic() throws Exception {
        Path rootfs = BUNDLE.resolve("rootfs");
        Process clientProcess = onThisHost(rootfs);
        FakeAgent client = new FakeAgent(clientProcess);
        FakeAgent server = new FakeAgent(onThisHost(rootfs));
        client.next();
        server.next();
        int port = FreePort.next();
        client.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-stream", port).setDurationNanos(60_000_000_000L));
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, "tcp-stream", port).setDurationNanos(60_000_000_000L));
        client.prepared();
        server.prepared();
        client.start(System.nanoTime());
        server.start(System.nanoTime());
        server.interval();
        client.close();
        assertThat(clientProcess.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(clientProcess.exitValue()).isEqualTo(Conversation.ABANDONED);
        assertThat(server.failure().getCode()).isEqualTo("peer-closed");
        assertThat(server.exitStatus()).isEqualTo(Ending.FAILED);
    }

    @Test
    void itRunsInRuncWithAReadOnlyRoot() throws Exception {
        String netns = "tare-it-" + ProcessHandle.current().pid();
        undo.add(List.of("ip", "netns", "delete", netns));
        Host.run(List.of("ip", "netns", "add", netns));
        Host.run(List.of("ip", "-n", netns, "link", "set", "lo", "up"));
        exchange(runc(netns, "client"), runc(netns, "server"), "tcp-rr");
    }

    private static void exchange(Process clientProcess, Process serverProcess, String workload) throws Exception {
        FakeAgent client = new FakeAgent(clientProcess);
        FakeAgent server = new FakeAgent(serverProcess);
        for (FakeAgent agent : List.of(client, server)) {
            Hello hello = agent.next().getHello();
            assertThat(hello.getAotCache()).isTrue();
            assertThat(hello.getProtocolVersion()).isEqualTo(Protocol.VERSION);
            assertThat(hello.getStartupNanos()).isPositive();
            assertThat(hello.getVersion()).isNotEqualTo("unknown");
        }
        int port = FreePort.next();
        server.setup(FakeAgent.setup(Role.ROLE_SERVER, workload, port));
        client.setup(FakeAgent.setup(Role.ROLE_CLIENT, workload, port));
        server.prepared();
        client.prepared();
        long start = System.nanoTime() + 20_000_000;
        client.start(start);
        server.start(start);
        Finished sent = client.finished();
        Finished received = server.finished();
        assertThat(received.getTotalReceivedBytes())
                .isEqualTo(sent.getTotalSentBytes())
                .isPositive();
        assertThat(server.intervals).isNotEmpty();
        client.close();
        server.close();
        assertThat(client.exitStatus()).isEqualTo(Conversation.ENDED);
        assertThat(server.exitStatus()).isEqualTo(Conversation.ENDED);
    }

    private Process onThisHost(Path rootfs) throws IOException {
        List<String> command = new ArrayList<>(Bundle.read(BUNDLE).onHost(rootfs));
        command.add(1, ONLY_WITH_CACHE);
        return start(command);
    }

    private Process runc(String netns, String side) throws IOException {
        List<String> command = new ArrayList<>(Bundle.read(BUNDLE).command());
        command.add(1, ONLY_WITH_CACHE);
        Path container = Files.createDirectories(directory.resolve(side));
        Files.writeString(
                container.resolve("config.json"),
                OciSpec.json(BUNDLE.resolve("rootfs"), command, "/run/netns/" + netns));
        String state = directory.resolve("state").toString();
        String id = "tare-it-" + side + "-" + ProcessHandle.current().pid();
        undo.add(List.of("runc", "--root", state, "delete", "--force", id));
        return start(List.of("runc", "--root", state, "run", "--bundle", container.toString(), id));
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
        Process process = builder.start();
        processes.add(process);
        return process;
    }
}
