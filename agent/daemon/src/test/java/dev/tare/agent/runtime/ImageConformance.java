package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.runtime.daemon.DaemonHttp;
import dev.tare.agent.runtime.daemon.DaemonSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A daemon that has the bundle as an image, by Docker's API. */
abstract class ImageConformance extends DaemonConformance {

    private static final String REPOSITORY = "tare-bundle:";

    /** {@code docker rmi --force}, between two launches. */
    @Test
    void anImageThatSomebodyHasRemovedIsImportedAgain() throws Exception {
        launchAndReap();
        Entry image = image();
        Path socket = DaemonSocket.of(image).orElseThrow();
        assertThat(images(socket)).contains(image.name());
        assertThat(ask(socket, Request.Method.DELETE, "/images/" + image.name() + "?force=true"))
                .doesNotContain("No such image");
        assertThat(images(socket)).doesNotContain(image.name());
        launchAndReap();
        assertThat(images(socket)).contains(image.name());
    }

    /** A bundle may be replaced under an agent that runs on. */
    @Test
    void anImageOfAnOlderBundleGoesWhenTheNextIsImported() throws Exception {
        launchAndReap();
        Entry older = image();
        Path socket = DaemonSocket.of(older).orElseThrow();
        // with new times
        TestRootfs.make();
        launchAndReap();
        assertThat(image().name()).isNotEqualTo(older.name());
        assertThat(images(socket)).contains(image().name()).doesNotContain(older.name());
        assertThat(host().ledger().open()).doesNotContain(older);
    }

    /** That of the last import. */
    private Entry image() {
        List<Entry> images = host().ledger().open().stream()
                .filter(entry -> entry.name().startsWith(REPOSITORY))
                .toList();
        return images.getLast();
    }

    private static String images(Path socket) throws Exception {
        return ask(socket, Request.Method.GET, "/images/json");
    }

    private static String ask(Path socket, Request.Method method, String path) throws Exception {
        Request request = Request.builder().method(method).path(path).build();
        try (DaemonHttp http = DaemonHttp.to(socket);
                Response response = http.execute(request)) {
            return new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
