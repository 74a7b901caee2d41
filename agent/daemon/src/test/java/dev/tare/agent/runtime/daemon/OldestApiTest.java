package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.api.model.Version;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class OldestApiTest {

    private static final String OLD = "{\"Version\": \"1.12.6\", \"ApiVersion\": \"1.24\"}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"1.25", "1.41", "1.100", "2.0", "1.41.0"})
    void takesWhatIsNewEnough(String version) {
        assertThat(OldestApi.missing(docker(version))).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"1.24", "1.3", "0.99", "1", "x", "1.99999", "1.41; ls"})
    void refusesWhatIsOlderOrNoVersion(String version) {
        assertThat(OldestApi.missing(docker(version))).contains("API 1.25");
    }

    @ParameterizedTest
    @CsvSource({"3.0.1, Podman API 4.0.0", "x, Podman API 4.0.0", "4.0.0,", "4.3.1,", "5.1.0,"})
    void podmansOwnIsLookedAtToo(String its, @Nullable String missing) throws Exception {
        assertThat(OldestApi.missing(said(podman(its)))).isEqualTo(Optional.ofNullable(missing));
    }

    @Test
    void whatAComponentDoesNotTellIsNotHeldAgainstIt() throws Exception {
        String components =
                "[{\"Name\": \"Podman Engine\"}, {\"Name\": \"Conmon\", \"Details\": {\"APIVersion\": \"1.0\"}}]";
        assertThat(OldestApi.missing(said("{\"ApiVersion\": \"1.41\", \"Components\": " + components + "}")))
                .isEmpty();
    }

    private static Version docker(@Nullable String version) {
        ObjectNode answer = new ObjectMapper().createObjectNode().put("ApiVersion", version);
        return new ObjectMapper().convertValue(answer, Version.class);
    }

    private static String podman(String its) {
        return "{\"Version\": \"" + its + "\", \"ApiVersion\": \"1.40\", \"Components\": [{\"Name\": \"Podman Engine\","
                + " \"Details\": {\"APIVersion\": \"" + its + "\", \"MinAPIVersion\": \"3.0.0\"}}]}";
    }

    private static Version said(String json) throws JsonProcessingException {
        return new ObjectMapper().readValue(json, Version.class);
    }

    @Test
    void aDaemonThatSpeaksNoneThatIsNewEnoughIsToldWhatToInstall() throws Exception {
        assertRefused(OLD, "podman 1.12.6 (API 1.24) is too old: it speaks no API 1.25", "API 1.25");
    }

    @Test
    void aPodmanThatDoesNotSpeakWhatItIsAskedInIsTooOldToo() throws Exception {
        assertRefused(
                podman("3.0.1"),
                "podman 3.0.1 (API 1.40) is too old: it speaks no Podman API 4.0.0",
                "Podman API 4.0.0");
    }

    /** Nothing but its version is asked: it has no container's limits to try. */
    private void assertRefused(String version, String reason, String wanted) throws Exception {
        Path socket = directory.resolve("s");
        TestHost host = new TestHost(directory, directory);
        RuntimeDriver driver = new ContainerRuntime(new Old(socket), host.part(ContainerRuntime.Parts.class));
        try (FakeDaemon daemon =
                new FakeDaemon(socket, _ -> "200 OK", request -> request.endsWith("/version") ? version : "{}")) {
            Availability found = driver.check(Map.of(), Deadline.after(Duration.ofSeconds(20)));

            if (CgroupTree.find().isPresent()) {
                assertThat(found).isInstanceOfSatisfying(Availability.Unusable.class, unusable -> {
                    assertThat(unusable.reason()).isEqualTo(reason);
                    assertThat(unusable.remedy()).isEqualTo("install a newer podman, of " + wanted + " or later");
                });
                assertThat(daemon.asked()).containsExactly("GET /version");
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
