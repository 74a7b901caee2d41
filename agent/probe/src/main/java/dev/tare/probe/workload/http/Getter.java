package dev.tare.probe.workload.http;

import dev.tare.common.http.HttpText;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.Duplex;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.Tally;
import dev.tare.probe.workload.tcp.RoundTrip;
import java.nio.charset.StandardCharsets;

/** The client's half of an exchange: asks, and reads the answer, whose body has to be as long as was agreed. For one thread. */
final class Getter implements RoundTrip {

    /** Of the body, in one call. There is one for each connection, of which there may be 64. */
    private static final int BLOCK_BYTES = 128 * 1024;

    private final Link link;
    private final Duplex connection;
    private final Tally tally;
    private final NativeMemory request;
    private final NativeMemory incoming;
    private final Head head;
    private final boolean close;
    private final long bodyBytes;
    private long left;

    /** On {@code connection}; with {@code close} the server is asked to end it after its answer. */
    Getter(Link link, Duplex connection, boolean close, long bodyBytes) {
        this.link = link;
        this.connection = connection;
        this.tally = link.tally();
        this.close = close;
        this.bodyBytes = bodyBytes;
        byte[] text = HttpText.request(close).getBytes(StandardCharsets.US_ASCII);
        this.request = new NativeMemory(text.length);
        request.bytes().put(0, text);
        this.incoming = new NativeMemory(Head.MOST_BYTES + (int) Math.min(bodyBytes, BLOCK_BYTES));
        this.head = new Head(incoming.bytes(), HttpText.STATUS_LINE);
    }

    @Override
    public long address() {
        return incoming.address();
    }

    @Override
    public long ask() {
        long at = 0;
        while (at < request.size()) {
            long sent = connection.send(request.address() + at, request.size() - at);
            if (sent < 0) {
                return sent;
            }
            tally.headSent(sent);
            at += sent;
        }
        return 1;
    }

    @Override
    public long read() throws ProbeFailure {
        long result = readHead();
        while (result > 0 && left > 0) {
            result = readBody();
        }
        return result;
    }

    /** The head, and what comes with it; result as of {@link #read}. */
    long readHead() throws ProbeFailure {
        int came = 0;
        int length = Head.INCOMPLETE;
        while (length == Head.INCOMPLETE) {
            long more = connection.receive(incoming.address() + came, incoming.size() - came);
            if (more <= 0) {
                return more;
            }
            came += (int) more;
            length = head.read(came);
        }
        int body = came - length;
        if (length == Head.GARBAGE || head.contentLength() != bodyBytes || head.closes() != close || body > bodyBytes) {
            throw Garbage.of("the server answered on " + link.name() + " with", incoming, came);
        }
        tally.headReceived(length);
        tally.received(body);
        left = bodyBytes - body;
        return 1;
    }

    /** Bytes of the body that have not come yet. */
    long left() {
        return left;
    }

    /** More of the body, after waiting for any; result as of {@link #read}. */
    long readBody() {
        long received = connection.receive(incoming.address(), Math.min(left, incoming.size()));
        if (received > 0) {
            tally.received(received);
            left -= received;
        }
        return received;
    }
}
