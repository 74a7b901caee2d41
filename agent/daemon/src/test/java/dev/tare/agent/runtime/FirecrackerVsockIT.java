package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.network.Attachment;
import dev.tare.agent.runtime.vm.FirecrackerByQemu;
import dev.tare.common.catalog.AttachmentKind;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guest of Firecracker connects over vsock, with the kernel's own loopback in the place of Firecracker's device: no other part of the
 * guest is another one.
 */
@Timeout(400)
final class FirecrackerVsockIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int BYTES = 1 << 20;

    @TempDir
    Path state;

    private TestLab lab;
    private TestHost host;

    @BeforeEach
    void start() throws Exception {
        lab = TestLab.up();
        host = new TestHost(state, TestRootfs.make());
    }

    @AfterEach
    void end() throws Exception {
        lab.onClient(() -> {
            host.reapTrials();
            return 0;
        });
        lab.down();
    }

    private Instance launch(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "/jre/bin/java",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "/probe",
                GuestProgram.class.getName()));
        command.addAll(List.of(arguments));
        return lab.onClient(() -> {
            Attachment tap =
                    host.network("bridge").attach(lab.spec("conf", "bridge", AttachmentKind.TAP), host.ledger());
            return FirecrackerByQemu.of(host, FirecrackerByQemu.Channels.VSOCK)
                    .launch(
                            new LaunchSpec("conf", Map.of(), TestRootfs.make(), command, Map.of(), List.of(0), tap),
                            host.ledger());
        });
    }

    @Test
    void carriesAllStreamsExactlyAndHandsOnTheExitStatus() throws Exception {
        Instance instance = launch("echo-and-fail");
        byte[] sent = new byte[BYTES];
        new Random(1).nextBytes(sent);
        Thread writer = Thread.ofVirtual().start(() -> {
            try (OutputStream in = instance.in()) {
                in.write(sent);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        byte[] got = instance.out().readAllBytes();
        assertThat(got).hasSize(BYTES);
        assertThat(Arrays.equals(got, sent)).isTrue();
        writer.join();
        assertThat(instance.await(PATIENCE)).hasValue(1);
        assertThat(new String(instance.err().readAllBytes(), StandardCharsets.UTF_8))
                .contains("IllegalStateException: all of it was echoed");
    }
}
