package dev.tare.agent.runtime.daemon;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Docker's API on Unix sockets; without a version in its requests a daemon answers as its newest. */
final class ContainerApis {

    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int ANSWER_LIMIT_BYTES = 64 << 10;

    private final JsonMapper mapper = new JsonMapper();
    private final Map<Path, Both> clients = new ConcurrentHashMap<>();

    @Inject
    ContainerApis() {}

    DockerClient of(Path socket) {
        return both(socket).client();
    }

    /**
     * Imports a file system as an image. docker-java's own {@code createImageCmd} (3.7.1) sends an empty document in the archive's
     * place.
     *
     * @param tar is read to its end
     */
    void importImage(Path socket, String image, InputStream tar) throws IOException {
        String said = send(
                socket,
                Request.builder()
                        .method(Request.Method.POST)
                        .path("/images/create?fromSrc=-&repo=" + image)
                        .putHeader("Content-Type", "application/x-tar")
                        .body(tar)
                        .build());
        if (said.contains("errorDetail")) {
            throw new IOException("it does not take the bundle as an image: " + said);
        }
    }

    /** docker-java's own answer does not have all of it. */
    DaemonInfo info(Path socket) throws IOException {
        Request question =
                Request.builder().method(Request.Method.GET).path("/info").build();
        return DaemonInfo.of(mapper.readTree(send(socket, question)));
    }

    /** A request that docker-java does not know. */
    void post(Path socket, String path) throws IOException {
        send(socket, Request.builder().method(Request.Method.POST).path(path).build());
    }

    private String send(Path socket, Request request) throws IOException {
        try (Response response = both(socket).http().execute(request)) {
            String said = Printable.of(
                    new String(response.getBody().readNBytes(ANSWER_LIMIT_BYTES), StandardCharsets.UTF_8).strip());
            if (response.getStatusCode() < OK || response.getStatusCode() >= MULTIPLE_CHOICES) {
                throw new IOException(request.path() + " is answered with " + response.getStatusCode() + ": " + said);
            }
            return said;
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Both both(Path socket) {
        return clients.computeIfAbsent(socket, ContainerApis::connect);
    }

    /** The client, and what carries its requests. */
    private record Both(DockerClient client, DockerHttpClient http) {}

    private static Both connect(Path socket) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost("unix://" + socket)
                .withDockerTlsVerify(false)
                // else that of a property of the agent's user, where there is one
                .withApiVersion(RemoteApiVersion.UNKNOWN_VERSION)
                .build();
        DockerHttpClient http = DaemonHttp.to(socket);
        return new Both(DockerClientImpl.getInstance(config, http), http);
    }
}
