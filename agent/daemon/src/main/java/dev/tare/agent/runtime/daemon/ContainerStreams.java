package dev.tare.agent.runtime.daemon;

import dev.tare.agent.process.Bounded;
import dev.tare.common.text.Printable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container's stdin, stdout and stderr, which the daemon carries in one connection taken over from HTTP: what is sent is stdin; what
 * comes is frames of a header of 8 bytes (the stream's number, three zeros, the length) and their bytes. A reader that is slow holds
 * the daemon up, and so the container: nothing is kept but what a pipe holds.
 *
 * <p>docker-java's own attachment (3.7.1) had not ended a minute after 64 MiB were sent and stdin was closed.
 */
final class ContainerStreams {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerStreams.class);
    private static final int STDERR = 2;
    private static final int HEAD_LIMIT_BYTES = 8192;
    private static final int BUFFER_BYTES = 65_536;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final SocketChannel channel;
    private final Pipe out = Pipe.open();
    private final Pipe err = Pipe.open();
    private final OutputStream in;
    private final InputStream fromOut = ReadingEnd.of(out);
    private final InputStream fromErr = ReadingEnd.of(err);

    private ContainerStreams(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.in = new HalfClosing(channel);
    }

    /** To a container that is not started yet, so that nothing is said to nobody. */
    static ContainerStreams attach(Path socket, String container) throws IOException {
        return Bounded.call("the daemon on " + socket, DaemonHttp.PATIENCE, () -> connect(socket, container));
    }

    private static ContainerStreams connect(Path socket, String container) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String request = "POST /containers/" + container + "/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\n"
                    + "Host: localhost\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 0\r\n\r\n";
            Channels.newOutputStream(channel).write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = Channels.newInputStream(channel);
            String head = head(answer);
            if (!head.startsWith("HTTP/1.1 101 ") && !head.startsWith("HTTP/1.1 200 ")) {
                throw new IOException("cannot attach to the container: "
                        + Printable.of(head.lines().findFirst().orElse("no answer")));
            }
            ContainerStreams streams = new ContainerStreams(channel);
            Thread.ofPlatform()
                    .name("streams of " + container)
                    .daemon()
                    .start(() -> streams.deal(new DataInputStream(answer)));
            return streams;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Byte by byte: what comes after it is the container's already. */
    private static String head(InputStream answer) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = answer.read();
            if (next < 0 || head.length() == HEAD_LIMIT_BYTES) {
                throw new EOFException("the daemon does not answer to attach");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void deal(DataInputStream frames) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream toOut = Channels.newOutputStream(out.sink());
                OutputStream toErr = Channels.newOutputStream(err.sink());
                channel) {
            for (int stream = frames.read(); stream >= 0; stream = frames.read()) {
                frames.skipNBytes(3);
                long left = Integer.toUnsignedLong(frames.readInt());
                while (left > 0) {
                    int count = frames.read(buffer, 0, (int) Math.min(left, BUFFER_BYTES));
                    if (count < 0) {
                        throw new EOFException("a frame was cut short");
                    }
                    (stream == STDERR ? toErr : toOut).write(buffer, 0, count);
                    left -= count;
                }
            }
        } catch (IOException e) {
            LOG.debug("the connection to a container's streams ended", e);
        } finally {
            ended.countDown();
        }
    }

    /** Whether they have ended after so long: the container has, and all it said is handed on. */
    boolean awaitEnd(Duration wait) throws InterruptedException {
        return ended.await(wait.toNanos(), TimeUnit.NANOSECONDS);
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

    /** When nobody is going to read them. */
    void abandon() throws IOException {
        try (fromOut;
                fromErr) {
            channel.close();
        }
    }

    /** Its end is the end of stdin only: the other direction goes on. */
    private static final class HalfClosing extends FilterOutputStream {

        private final SocketChannel channel;

        HalfClosing(SocketChannel channel) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                channel.shutdownOutput();
            }
        }
    }
}
