package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.Protocol;
import dev.tare.proto.probe.v1.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SelfPortraitTest {

    @Test
    void timesAndTheCacheAreReadFromProc(@TempDir Path proc) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(
                proc.resolve("self/stat"),
                "7 (a (b) c) S 1 7 7 0 -1 4194560 1 0 0 0 3 2 0 0 20 0 20 0 9000 1 2 3 4 5 6 7 8 9\n");
        Files.writeString(proc.resolve("uptime"), "90.06 120.00\n");
        Files.writeString(proc.resolve("self/maps"), "7f00-7f10 r--p 00000000 00:1f 12  /probe/probe.aot\n");
        Hello hello = new SelfPortrait(proc).hello();
        assertThat(hello.getStartupNanos()).isEqualTo(60_000_000);
        assertThat(hello.getAotCache()).isTrue();
        assertThat(hello.getProtocolVersion()).isEqualTo(Protocol.VERSION);
    }

    @Test
    void whatProcDoesNotTellIsZeroOrFalse(@TempDir Path proc) {
        Hello hello = new SelfPortrait(proc).hello();
        assertThat(hello.getStartupNanos()).isZero();
        assertThat(hello.getAotCache()).isFalse();
    }
}
