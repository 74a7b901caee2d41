package dev.tare.probe.workload.http;

import dev.tare.common.http.HttpText;
import dev.tare.common.linux.NativeMemory;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.Duplex;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.Tally;
import dev.tare.probe.workload.tcp.Service;
import java.nio.charset.StandardCharsets;

/** The server's half of an exchange: reads a request, of which there is one kind, and answers it with zeros. For one thread. */
final class Answerer implements Service {

    /** Of the body, in one call. There is one for each connection, of which there may be 64. */
    private static final int BLOCK_BYTES = 128 * 1024;

    private final Link link;
    private final Duplex connection;
    private final Tally tally;
    private final NativeMemory incoming = new NativeMemory(Head.MOST_BYTES);
    private final Head head = new Head(incoming.bytes(), HttpText.REQUEST_LINE);
    private final Answer staying;
    private final Answer closing;

    Answerer(Link link, Duplex connection, long bodyBytes) {
        this.link = link;
        this.connection = connection;
        this.tally = link.tally();
        this.staying = Answer.of(bodyBytes, false);
        this.closing = Answer.of(bodyBytes, true);
    }

    /** A head, and after it as much of the body as is sent in one call. */
    private record Answer(NativeMemory memory, int headBytes, long bytes) {

        static Answer of(long bodyBytes, boolean close) {
            byte[] text = HttpText.responseHead(bodyBytes, close).getBytes(StandardCharsets.US_ASCII);
            NativeMemory memory = new NativeMemory(text.length + (int) Math.min(bodyBytes, BLOCK_BYTES));
            memory.bytes().put(0, text);
            return new Answer(memory, text.length, text.length + bodyBytes);
        }
    }

    @Override
    public long address() {
        return incoming.address();
    }

    @Override
    public long hear() throws ProbeFailure {
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
        // a body, or another request before this one is answered, is nothing that a client here sends
        if (length != came || head.contentLength() != Head.NO_LENGTH) {
            throw Garbage.of("the client asked on " + link.name() + " for", incoming, came);
        }
        tally.headReceived(length);
        return 1;
    }

    /** As who asked last wants it. */
    @Override
    public boolean closes() {
        return head.closes();
    }

    @Override
    public long answer() {
        Answer answer = head.closes() ? closing : staying;
        long address = answer.memory().address();
        long room = answer.memory().size();
        long at = 0;
        while (at < answer.bytes()) {
            // beyond its beginning a body is the same everywhere
            long from = at < room ? at : answer.headBytes();
            long sent = connection.send(address + from, Math.min(room - from, answer.bytes() - at));
            if (sent < 0) {
                return sent;
            }
            long ofHead = Math.clamp(answer.headBytes() - at, 0, sent);
            tally.headSent(ofHead);
            tally.sent(sent - ofHead);
            at += sent;
        }
        return 1;
    }
}
