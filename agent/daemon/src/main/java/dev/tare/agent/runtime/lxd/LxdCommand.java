package dev.tare.agent.runtime.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.daemon.ReadingEnd;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command in a container of LXD, with its streams. A reader that is slow holds LXD up, and so the command: nothing is kept but what a
 * pipe holds.
 */
final class LxdCommand {

    private static final Logger LOG = LoggerFactory.getLogger(LxdCommand.class);
    private static final int KILLED = 128 + 9;
    private static final int NOT_RUN = 126;
    private static final List<String> STREAMS = List.of("control", "0", "1", "2");

    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            STREAMS.size(), Thread.ofPlatform().name("lxd streams").daemon().factory(), NioIoHandler.newFactory());
    private final Pipe out = Pipe.open();
    private final Pipe err = Pipe.open();
    private final InputStream fromOut = ReadingEnd.of(out);
    private final InputStream fromErr = ReadingEnd.of(err);
    private final LxdApi api;
    private final Path socket;
    private final String operation;
    private final OutputStream in;

    private LxdCommand(LxdApi api, Path socket, String operation, JsonNode secrets) throws IOException {
        this.api = api;
        this.socket = socket;
        this.operation = operation;
        OutputStream toOut = Channels.newOutputStream(out.sink());
        OutputStream toErr = Channels.newOutputStream(err.sink());
        try {
            LxdWebSocket _ = open("control", secrets, OutputStream.nullOutputStream());
            this.in = new Sending(open("0", secrets, OutputStream.nullOutputStream()));
            LxdWebSocket stdout = open("1", secrets, toOut);
            LxdWebSocket stderr = open("2", secrets, toErr);
            Thread.ofPlatform()
                    .name("end of a command in LXD")
                    .daemon()
                    .start(() -> watch(stdout, toOut, stderr, toErr));
        } catch (IOException | RuntimeException e) {
            try (toOut;
                    toErr;
                    fromOut;
                    fromErr) {
                endLoops();
            }
            throw e;
        }
    }

    /** LXD starts the command when all its streams are connected. */
    static LxdCommand start(LxdApi api, Path socket, String container, LaunchSpec spec) throws IOException {
        JsonNode answer = api.begin(
                socket,
                LxdRuntime.INSTANCES + "/" + container + "/exec",
                Map.of(
                        "command",
                        spec.arguments(),
                        "environment",
                        spec.environment(),
                        "wait-for-websocket",
                        true,
                        "interactive",
                        false,
                        "cwd",
                        "/"));
        JsonNode secrets = answer.path("metadata").path("metadata").path("fds");
        return new LxdCommand(api, socket, answer.path("operation").asText(), secrets);
    }

    private LxdWebSocket open(String stream, JsonNode secrets, OutputStream sink) throws IOException {
        String path = operation + "/websocket?secret=" + secrets.path(stream).asText();
        return LxdWebSocket.open(loops, socket, path, sink);
    }

    /** LXD forgets an operation five seconds after its end, so it is asked at once. */
    private void watch(LxdWebSocket stdout, OutputStream toOut, LxdWebSocket stderr, OutputStream toErr) {
        try (toOut;
                toErr) {
            stdout.awaitEnd();
            toOut.close();
            stderr.awaitEnd();
            status.complete(ask(toErr));
        } catch (IOException e) {
            LOG.debug("the streams of {} are closed", operation, e);
        } finally {
            status.complete(KILLED);
            endLoops();
        }
    }

    private int ask(OutputStream toErr) throws IOException {
        try {
            return api.result(socket, operation).path("return").asInt(KILLED);
        } catch (LxdRefusedException e) {
            if (e.isNotFound()) {
                return KILLED;
            }
            toErr.write(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            return NOT_RUN;
        } catch (IOException e) {
            // the daemon has ended, and its commands with it
            LOG.debug("nobody tells how {} ended", operation, e);
            return KILLED;
        }
    }

    /** Closes what is connected, too. */
    private void endLoops() {
        Future<?> _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    OptionalInt await(Duration wait) throws InterruptedException {
        try {
            return OptionalInt.of(status.get(wait.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException stillRuns) {
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a status is never an exception", e);
        }
    }

    OutputStream in() {
        return in;
    }

    InputStream out() {
        return fromOut;
    }

    InputStream err() {
        return fromErr;
    }

    /** The command's stdin; its end is the end of that direction only. */
    private static final class Sending extends OutputStream {

        private final LxdWebSocket stream;

        Sending(LxdWebSocket stream) {
            super();
            this.stream = stream;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            stream.send(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            stream.sendEnd();
        }
    }
}
