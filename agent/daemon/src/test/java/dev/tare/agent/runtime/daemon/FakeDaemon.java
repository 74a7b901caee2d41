package dev.tare.agent.runtime.daemon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers each request on a Unix socket as it is told, or never. */
final class FakeDaemon implements AutoCloseable {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel server;
    private final Function<String, String> answers;
    private final Function<String, String> bodies;

    /**
     * Starts it.
     *
     * @param answers to a request's first line without its version: status and reason; to an empty one there is no answer, ever
     */
    FakeDaemon(Path socket, Function<String, String> answers) throws IOException {
        this(socket, answers, _ -> "{}");
    }

    /**
     * Starts it.
     *
     * @param answers as above
     * @param bodies of the answers, in JSON
     */
    FakeDaemon(Path socket, Function<String, String> answers, Function<String, String> bodies) throws IOException {
        this.answers = answers;
        this.bodies = bodies;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().name("fake daemon").start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (ClosedChannelException _) {
            open.clear();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(SocketChannel client) {
        try {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(client), StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            if (first == null) {
                // somebody who only looked whether it is there
                client.close();
                return;
            }
            String request = first.replace(" HTTP/1.1", "");
            asked.add(request);
            String answer = answers.apply(request);
            if (!answer.isEmpty()) {
                String body = bodies.apply(request);
                String whole = "HTTP/1.1 " + answer
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body;
                Channels.newOutputStream(client).write(whole.getBytes(StandardCharsets.ISO_8859_1));
                client.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : open) {
            client.close();
        }
    }
}
