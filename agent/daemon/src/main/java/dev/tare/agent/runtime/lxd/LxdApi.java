package dev.tare.agent.runtime.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.daemon.DaemonHttp;
import dev.tare.agent.runtime.daemon.Making;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * LXD's REST interface. An answer is an envelope with a type: {@code sync} has what was asked for in {@code metadata}, {@code async}
 * names an operation that is waited for, {@code error} has a code and a sentence.
 */
final class LxdApi {

    /** Of an operation that ended well. */
    private static final int SUCCESS = 200;

    private static final long WAIT_SECONDS = DaemonHttp.PATIENCE.toSeconds() - 5;
    private static final Duration POLL = Duration.ofMillis(50);

    private final JsonMapper mapper = new JsonMapper();
    private final Map<Path, DockerHttpClient> clients = new ConcurrentHashMap<>();

    @Inject
    LxdApi() {}

    /** The metadata of what is there. */
    JsonNode get(Path socket, String path) throws IOException {
        return send(socket, Method.GET, path, Request.builder()).path("metadata");
    }

    /** What the daemon says of itself, as soon as it is ready. */
    JsonNode server(Path socket, Deadline deadline) throws IOException, InterruptedException {
        while (true) {
            try {
                return get(socket, "/1.0");
            } catch (LxdRefusedException e) {
                if (!e.isNotReady() || deadline.isOver()) {
                    throw e;
                }
                Thread.sleep(POLL);
            }
        }
    }

    /** Asks for something and returns when it is done. */
    void carryOut(Path socket, Method method, String path, Object body) throws IOException {
        finish(socket, send(socket, method, path, json(body)));
    }

    /**
     * Asks for something that is to be made, and returns when it is. LXD's answer is written down, a refusal too.
     *
     * @param asked the ledger's entry, with what {@link Making#details} says
     */
    Entry make(Path socket, String path, Object body, Entry asked, Ledger ledger) throws IOException {
        try {
            carryOut(socket, Method.POST, path, body);
        } catch (LxdRefusedException e) {
            if (!e.isUnderWay()) {
                Entry _ = Making.answered(asked, ledger);
            }
            throw e;
        }
        return Making.answered(asked, ledger);
    }

    void delete(Path socket, String path) throws IOException {
        finish(socket, send(socket, Method.DELETE, path, Request.builder()));
    }

    /** Sends a file of any length, and returns when it is taken. */
    void upload(Path socket, String path, InputStream file) throws IOException {
        Request.Builder request = Request.builder();
        request.putHeader("Content-Type", "application/octet-stream").body(file);
        finish(socket, send(socket, Method.POST, path, request));
    }

    /** Starts an operation that waits to be connected to; the answer has its name and, in the metadata, its secrets. */
    JsonNode begin(Path socket, String path, Object body) throws IOException {
        return send(socket, Method.POST, path, json(body));
    }

    /** The metadata of an operation, when it has ended; while it has not, the exception says so. */
    JsonNode result(Path socket, String operation) throws IOException {
        JsonNode ended = get(socket, operation + "/wait?timeout=" + WAIT_SECONDS);
        int code = ended.path("status_code").asInt();
        if (code != SUCCESS) {
            throw new LxdRefusedException(
                    code,
                    Printable.of(ended.path("description").asText() + ": "
                            + ended.path("err").asText(ended.path("status").asText())));
        }
        return ended.path("metadata");
    }

    private void finish(Path socket, JsonNode answer) throws IOException {
        if (answer.path("type").asText().equals("async")) {
            JsonNode _ = result(socket, answer.path("operation").asText());
        }
    }

    private Request.Builder json(Object body) throws IOException {
        Request.Builder request = Request.builder();
        request.putHeader("Content-Type", "application/json").bodyBytes(mapper.writeValueAsBytes(body));
        return request;
    }

    private JsonNode send(Path socket, Method method, String path, Request.Builder request) throws IOException {
        DockerHttpClient client = clients.computeIfAbsent(socket, DaemonHttp::to);
        Request whole = request.method(method).path(path).build();
        try (Response response = client.execute(whole)) {
            JsonNode answer = mapper.readTree(response.getBody());
            if (answer.path("type").asText("error").equals("error")) {
                throw new LxdRefusedException(
                        response.getStatusCode(),
                        Printable.of(answer.path("error").asText("an answer that is none of LXD's")));
            }
            return answer;
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
