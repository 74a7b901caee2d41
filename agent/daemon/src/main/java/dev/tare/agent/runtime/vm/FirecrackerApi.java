package dev.tare.agent.runtime.vm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.tare.agent.runtime.daemon.DaemonHttp;
import dev.tare.common.text.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Firecracker's REST interface, on the Unix socket that it was given; each request is refused or carried out at once. */
final class FirecrackerApi implements Closeable {

    private static final int NO_CONTENT = 204;
    private static final int ANSWER_LIMIT_BYTES = 4096;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final DockerHttpClient http;

    FirecrackerApi(Path socket) {
        this.http = DaemonHttp.to(socket);
    }

    /** Sets one part of the machine, or has it do something. */
    void put(String path, Map<String, Object> body) throws IOException {
        Request.Builder request = Request.builder().method(Request.Method.PUT).path(path);
        request.putHeader("Content-Type", "application/json").bodyBytes(JSON.writeValueAsBytes(body));
        try (Response response = http.execute(request.build())) {
            if (response.getStatusCode() != NO_CONTENT) {
                byte[] said = response.getBody().readNBytes(ANSWER_LIMIT_BYTES);
                throw new IOException("Firecracker answers PUT " + path + " with " + response.getStatusCode() + ": "
                        + Printable.of(new String(said, StandardCharsets.UTF_8).strip()));
            }
        } catch (RuntimeException e) {
            // docker-java's own, for a connection that broke
            throw new IOException("Firecracker, asked to PUT " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
