package dev.tare.agent.runtime.vm;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the guest tells how its program ended; while this is open the guest stays up, so that nothing is cut off. */
final class Control implements Closeable {

    private static final Pattern ENDED = Pattern.compile("([0-9]{1,3}) ([0-9]{1,18})\n");
    private static final int LINE_BYTES = 64;

    private final ServerSocketChannel server;
    private @Nullable SocketChannel guest;
    private boolean closed;

    private Control(ServerSocketChannel server) {
        this.server = server;
    }

    /**
     * What the guest said.
     *
     * @param stdoutBytes how many were given to the port of stdout
     */
    record Ended(int status, long stdoutBytes) {}

    static Control listen(Path socket) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return new Control(server.bind(UnixDomainSocketAddress.of(socket)));
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Waits for the guest's word; fails when this is closed or the machine ends before. */
    Ended await() throws IOException {
        SocketChannel channel = server.accept();
        synchronized (this) {
            guest = channel;
            if (closed) {
                channel.close();
            }
        }
        ByteBuffer line = ByteBuffer.allocate(LINE_BYTES);
        while (line.position() == 0 || line.get(line.position() - 1) != '\n') {
            if (!line.hasRemaining() || channel.read(line) < 0) {
                throw new IOException("the guest ended without a word");
            }
        }
        Matcher said = ENDED.matcher(new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII));
        if (!said.matches()) {
            throw new IOException("the guest said something else than how its program ended");
        }
        return new Ended(Integer.parseInt(said.group(1)), Long.parseLong(said.group(2)));
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        server.close();
        if (guest != null) {
            guest.close();
        }
    }
}
