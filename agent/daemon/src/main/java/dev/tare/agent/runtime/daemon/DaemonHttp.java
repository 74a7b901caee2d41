package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.tare.agent.process.Bounded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTP on a daemon's Unix socket. Every request is answered, whole, within {@link #PATIENCE}, or it is an error: the client's own
 * time-outs do nothing on such a socket. Not for what streams.
 */
public final class DaemonHttp implements DockerHttpClient {

    /** For each request to a daemon, from the first byte of it to the last byte of the answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ANSWER_LIMIT_BYTES = 16 << 20;

    private final Path socket;
    private final Duration patience;
    private final DockerHttpClient http;

    DaemonHttp(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
        this.http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(URI.create("unix://" + socket))
                .build();
    }

    /** Nothing is sent yet. */
    public static DaemonHttp to(Path socket) {
        return new DaemonHttp(socket, PATIENCE);
    }

    @Override
    public Response execute(Request request) {
        try {
            return Bounded.call("the daemon on " + socket, patience, () -> whole(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response whole(Request request) throws IOException {
        try (Response response = http.execute(request)) {
            byte[] body = response.getBody().readNBytes(ANSWER_LIMIT_BYTES);
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(response.getHeaders());
            return new Whole(response.getStatusCode(), headers, new ByteArrayInputStream(body));
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** An answer that has come. */
    private record Whole(int status, Map<String, List<String>> headers, InputStream body) implements Response {

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public void close() {}
    }
}
