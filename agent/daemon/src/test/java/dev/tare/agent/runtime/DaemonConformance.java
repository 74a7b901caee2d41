package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.process.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that is asked of a daemon: one daemon for all tests, which ends with them and leaves nothing either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DaemonConformance extends RuntimeConformance {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int BLOCKS = 1024;

    @TempDir
    static Path shared;

    private Bench bench;

    @BeforeAll
    void startTheDaemon() throws Exception {
        bench = Bench.make(shared);
        bench.lab().onClient(() -> driver(bench.host()).check(options(), Deadline.after(Duration.ofSeconds(30))));
    }

    @AfterAll
    void endTheDaemon() throws Exception {
        bench.lab().onClient(() -> {
            bench.host().reapAll();
            return 0;
        });
        bench.lab().down();
    }

    @Override
    Bench open(Path fresh) {
        return bench;
    }

    @Override
    void close(Bench used) {}

    @Override
    Set<String> environmentOfItsOwn() {
        return Set.of("HOME", "PATH", "HOSTNAME", "TERM", "container");
    }

    /** Between a program and its agent a daemon is one more that could lose something. */
    @Test
    @Timeout(180)
    void carriesAGibibyteBothWaysExactly() throws Exception {
        Instance instance = launch("echo");
        byte[] random = new byte[BLOCK_BYTES];
        new Random(1).nextBytes(random);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (OutputStream in = instance.in()) {
                for (int number = 0; number < BLOCKS; number++) {
                    in.write(numbered(random, number));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        for (int number = 0; number < BLOCKS; number++) {
            byte[] got = instance.out().readNBytes(BLOCK_BYTES);
            assertThat(Arrays.equals(got, numbered(random, number)))
                    .as("block %d", number)
                    .isTrue();
        }
        assertThat(instance.out().read()).isEqualTo(-1);
        writer.join();
        assertThat(instance.await(Duration.ofSeconds(20))).hasValue(0);
    }

    private static byte[] numbered(byte[] random, int number) {
        byte[] block = random.clone();
        ByteBuffer.wrap(block).putInt(number);
        return block;
    }
}
