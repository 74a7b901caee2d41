package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OwnPriorityTest {

    private static final int NICE_FIELD = 19 - 3;

    @Test
    void allThreadsGiveWayAndComeBack() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root may come back")
                .isEqualTo("root");
        int before = OwnPriority.niceness();
        Thread other = Thread.ofPlatform().daemon().start(OwnPriorityTest::sleep);
        try {
            OwnPriority.set(OwnPriority.LAST);
            assertThat(OwnPriority.niceness()).isEqualTo(OwnPriority.LAST);
            assertThat(ofThreads()).hasSizeGreaterThan(1).containsOnly(OwnPriority.LAST);
        } finally {
            OwnPriority.set(before);
            other.interrupt();
        }
        assertThat(ofThreads()).containsOnly(before);
    }

    private static List<Integer> ofThreads() throws IOException {
        List<Integer> all = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                all.add(Integer.parseInt(
                        stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]));
            }
        }
        return all;
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException _) {
            // the test is over
        }
    }
}
