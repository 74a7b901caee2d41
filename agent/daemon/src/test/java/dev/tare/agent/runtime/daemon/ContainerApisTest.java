package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class ContainerApisTest {

    private static final String PROPERTY = "api.version";

    @TempDir
    Path directory;

    /** So a daemon answers as its newest, and none is asked in a version that it has not or has no more. */
    @Test
    void asksInNoVersionWhateverTheUsersSettingsSay() throws Exception {
        Path socket = directory.resolve("s");
        System.setProperty(PROPERTY, "1.30");
        try (FakeDaemon daemon = new FakeDaemon(socket, _ -> "200 OK")) {
            ContainerApis apis = new ContainerApis();
            assertThat(apis.of(socket).versionCmd().exec().getApiVersion()).isNull();
            assertThat(apis.info(socket).runtimes()).isEmpty();
            assertThat(daemon.asked()).containsExactly("GET /version", "GET /info");
        } finally {
            System.clearProperty(PROPERTY);
        }
    }
}
