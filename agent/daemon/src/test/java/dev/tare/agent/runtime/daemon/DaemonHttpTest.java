package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class DaemonHttpTest {

    private static final Request REQUEST =
            Request.builder().method(Request.Method.GET).path("/version").build();

    @TempDir
    Path directory;

    @Test
    void handsOnTheAnswer() throws Exception {
        Path socket = directory.resolve("s");
        try (FakeDaemon _ = new FakeDaemon(socket, _ -> "200 OK");
                DaemonHttp http = DaemonHttp.to(socket);
                Response response = http.execute(REQUEST)) {
            assertThat(response.getStatusCode()).isEqualTo(200);
            assertThat(response.getHeader("content-type")).isEqualTo("application/json");
            assertThat(new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{}");
        }
    }

    @Test
    void givesUpADaemonThatAcceptsAndNeverAnswers() throws Exception {
        Path socket = directory.resolve("s");
        try (FakeDaemon _ = new FakeDaemon(socket, _ -> "");
                DaemonHttp http = new DaemonHttp(socket, Duration.ofMillis(200))) {
            assertThatThrownBy(() -> http.execute(REQUEST))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the daemon on " + socket + " did not answer within 200 ms");
        }
    }
}
