package dev.tare.agent.runtime;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends back what it gets, one connection after the other. */
public final class EchoServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Set<String> callers = ConcurrentHashMap.newKeySet();

    private EchoServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** In the network namespace of the calling thread, on a port of the kernel's choice. */
    public static EchoServer start() throws IOException {
        EchoServer server = new EchoServer(new ServerSocket(0));
        Thread.ofPlatform().daemon().start(server::serve);
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Addresses of those who called. */
    public Set<String> callers() {
        return Set.copyOf(callers);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                callers.add(connection.getInetAddress().getHostAddress());
                connection.getInputStream().transferTo(connection.getOutputStream());
            } catch (SocketException e) {
                assert socket.isClosed() || !e.toString().isEmpty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
