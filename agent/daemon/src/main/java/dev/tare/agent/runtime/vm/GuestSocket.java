package dev.tare.agent.runtime.vm;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Unix socket on which a machine connects once, some time after its start. To close it ends the waiting. */
final class GuestSocket implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(GuestSocket.class);

    private final ServerSocketChannel server;
    private final CompletableFuture<SocketChannel> guest = new CompletableFuture<>();

    private GuestSocket(ServerSocketChannel server) {
        this.server = server;
    }

    static GuestSocket listen(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            GuestSocket socket = new GuestSocket(server.bind(UnixDomainSocketAddress.of(path)));
            Thread.ofVirtual().name("guest's " + path.getFileName()).start(socket::accept);
            return socket;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void accept() {
        try (server) {
            guest.complete(server.accept());
        } catch (IOException e) {
            guest.completeExceptionally(e);
        }
    }

    /** Waits for the machine. */
    SocketChannel channel() throws IOException {
        try {
            return guest.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it waited for the guest", e);
        } catch (ExecutionException e) {
            throw new IOException("the machine ended before its guest was there", e);
        }
    }

    /** What the guest sends. */
    InputStream in() {
        return new FromGuest();
    }

    /** To the guest; its closing does not wait for the guest. */
    OutputStream out() {
        return new ToGuest();
    }

    /** What has arrived can still be read from a connection; where there is none yet, there will be none. */
    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Ends the connection too, now or as soon as there is one. */
    void end() {
        var _ = guest.thenAccept(GuestSocket::close);
    }

    /**
     * Tells the machine that no more comes, and closes when it has: one that finds a connection gone may leave unread what
     * had arrived before.
     */
    private static void finish(SocketChannel channel) {
        Thread.ofVirtual().name("guest's last").start(() -> {
            try (channel) {
                channel.shutdownOutput();
                while (channel.read(ByteBuffer.allocate(1)) >= 0) {
                    LOG.debug("a guest answers on a channel that only it reads");
                }
            } catch (IOException e) {
                LOG.debug("a guest's connection was closed before", e);
            }
        });
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a guest's connection was closed before", e);
        }
    }

    private final class FromGuest extends InputStream {

        @Override
        public int read() throws IOException {
            return Channels.newInputStream(channel()).read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return Channels.newInputStream(channel()).read(bytes, offset, length);
        }

        @Override
        public void close() {
            end();
        }
    }

    private final class ToGuest extends OutputStream {

        @Override
        public void write(int next) throws IOException {
            write(new byte[] {(byte) next}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Channels.newOutputStream(channel()).write(bytes, offset, length);
        }

        @Override
        public void close() {
            var _ = guest.thenAccept(GuestSocket::finish);
        }
    }
}
