package dev.tare.agent.runtime;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Sends back what it gets, one connection after the other. */
public final class EchoServer implements AutoCloseable {

    private final ServerSocket socket;

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

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
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
