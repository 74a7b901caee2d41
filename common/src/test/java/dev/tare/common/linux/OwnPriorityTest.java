package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void allThreadsGiveWayAndOnlyRootComesBack() throws Exception {
        int before = OwnPriority.niceness();
        Thread other = Thread.ofPlatform().daemon().start(OwnPriorityTest::sleep);
        try {
            OwnPriority.set(before + 1);
            assertThat(OwnPriority.niceness()).isEqualTo(before + 1);
            assertThat(ofThreads()).hasSizeGreaterThan(1).containsOnly(before + 1);
        } finally {
            other.interrupt();
        }
        if (System.getProperty("user.name").equals("root")) {
            OwnPriority.set(before);
            assertThat(ofThreads()).containsOnly(before);
        } else {
            assertThatThrownBy(() -> OwnPriority.set(before)).hasMessageContaining("niceness " + before);
        }
    }

    private static List<Integer> ofThreads() throws IOException {
        List<Integer> all = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    all.add(Integer.parseInt(
                            stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]));
                } catch (IOException _) {
                    // it has just ended
                }
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
