package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class OldestApiTest {

    private static final String VERSION = "{\"Version\": \"1.12.6\", \"ApiVersion\": \"1.24\"}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"1.25", "1.41", "1.100", "2.0", "1.41.0"})
    void takesWhatIsNewEnough(String version) {
        assertThat(OldestApi.isNewerThan(version)).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"1.24", "1.3", "0.99", "1", "x", "1.99999", "1.41; ls"})
    void refusesWhatIsOlderOrNoVersion(String version) {
        assertThat(OldestApi.isNewerThan(version)).isTrue();
    }

    /** It is not tried: it has no container's limits to try. */
    @Test
    void aDaemonThatSpeaksNoneThatIsNewEnoughIsToldWhatToInstall() throws Exception {
        Path socket = directory.resolve("s");
        TestHost host = new TestHost(directory, directory);
        RuntimeDriver driver = new ContainerRuntime(new Old(socket), host.part(ContainerRuntime.Parts.class));
        try (FakeDaemon daemon =
                new FakeDaemon(socket, _ -> "200 OK", request -> request.endsWith("/version") ? VERSION : "{}")) {
            Availability found = driver.check(Map.of(), Deadline.after(Duration.ofSeconds(20)));

            if (CgroupTree.find().isPresent()) {
                assertThat(found).isInstanceOfSatisfying(Availability.Unusable.class, unusable -> {
                    assertThat(unusable.reason())
                            .isEqualTo("podman 1.12.6 (API 1.24) is too old: it speaks no API 1.25");
                    assertThat(unusable.remedy()).contains("newer podman", "1.25");
                });
                assertThat(daemon.asked()).noneMatch(request -> request.startsWith("POST"));
            }
            assertThat(host.ledger().open()).isEmpty();
        }
    }

    private record Old(Path socket) implements DaemonKind {

        @Override
        public String name() {
            return "podman";
        }

        @Override
        public List<String> command(Path kept, Path run, Path its) {
            throw new AssertionError("it answers, and is not to be started");
        }

        @Override
        public String remedy() {
            return "";
        }
    }
}
