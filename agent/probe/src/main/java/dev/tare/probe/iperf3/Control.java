package dev.tare.probe.iperf3;

import com.google.gson.JsonObject;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.ByteLine;
import dev.tare.probe.socket.Patience;
import dev.tare.probe.socket.SocketError;
import dev.tare.probe.socket.TcpSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A test's control connection. What the peer says is bounded in length and in time. */
final class Control implements AutoCloseable {

    /** Longer ones iperf3 does not take either. */
    static final int MOST_PARAMETERS_BYTES = 8 << 10;

    static final int MOST_RESULTS_BYTES = 256 << 10;

    /** For what the peer does at once. */
    static final long REPLY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** For what a stranger has no reason to be slow with. */
    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ByteLine line;
    private final NanoClock clock;
    private final Stop stop;

    Control(TcpSocket socket, NanoClock clock, Stop stop) {
        this.line = new ByteLine(socket);
        this.clock = clock;
        this.stop = stop;
    }

    TcpSocket socket() {
        return line.socket();
    }

    /** Whether the peer has said something, or gone, after a slice of time at most. */
    boolean hears() throws ProbeFailure {
        try {
            return line.isReadable();
        } catch (SocketError e) {
            throw broken(e);
        }
    }

    /** As {@link #hears}, without waiting. */
    boolean says() throws ProbeFailure {
        try {
            return line.hasSomething();
        } catch (SocketError e) {
            throw broken(e);
        }
    }

    State read() throws ProbeFailure, Stopped {
        byte code = bytes(1)[0];
        return State.of(code)
                .orElseThrow(() -> new ProbeFailure(
                        FailureCode.PEER_GARBAGE, "the peer said " + code + ", which is no state of iperf3's"));
    }

    /** Of a client: what the server says next, which has to be this. */
    void expect(State wanted) throws ProbeFailure, Stopped {
        State said = read();
        switch (said) {
            case ACCESS_DENIED ->
                throw new ProbeFailure(FailureCode.CONNECT_FAILED, "the iperf3 server is busy with another test");
            case SERVER_ERROR ->
                throw new ProbeFailure(
                        FailureCode.PEER_CLOSED,
                        "the iperf3 server gave up with its error "
                                + ByteBuffer.wrap(bytes(2 * Integer.BYTES)).getInt());
            case SERVER_TERMINATE -> throw new ProbeFailure(FailureCode.PEER_CLOSED, "the iperf3 server was ended");
            default -> {
                if (said != wanted) {
                    throw new ProbeFailure(
                            FailureCode.PEER_GARBAGE, "the iperf3 server said " + said + " where " + wanted + " comes");
                }
            }
        }
    }

    byte[] bytes(int length) throws ProbeFailure, Stopped {
        return bytes(length, REPLY_NANOS);
    }

    /** Of a caller who may be anybody. */
    byte[] shortly(int length) throws ProbeFailure, Stopped {
        return bytes(length, SHORT_NANOS);
    }

    private byte[] bytes(int length, long withinNanos) throws ProbeFailure, Stopped {
        try {
            return line.read(length, new Patience(clock, stop, withinNanos));
        } catch (SocketError e) {
            throw broken(e);
        }
    }

    void send(State state) throws ProbeFailure, Stopped {
        send(new byte[] {state.code()});
    }

    void send(byte[] bytes) throws ProbeFailure, Stopped {
        try {
            line.write(bytes, new Patience(clock, stop, REPLY_NANOS));
        } catch (SocketError e) {
            throw broken(e);
        }
    }

    /** Says which of iperf3's errors it is. */
    void refuse(int number) throws ProbeFailure, Stopped {
        send(ByteBuffer.allocate(1 + 2 * Integer.BYTES)
                .put(State.SERVER_ERROR.code())
                .putInt(number)
                .putInt(0)
                .array());
    }

    void send(JsonObject json) throws ProbeFailure, Stopped {
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        send(ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(text.length)
                .put(text)
                .array());
    }

    /** {@code number} of the error, should it be none. */
    Fields json(int most, int number) throws ProbeFailure, Stopped, Refusal {
        int length = ByteBuffer.wrap(bytes(Integer.BYTES)).getInt();
        if (length <= 0 || length > most) {
            throw new Refusal(number, "JSON of " + Integer.toUnsignedString(length) + " bytes, at most " + most);
        }
        return Fields.of(bytes(length), number);
    }

    private static ProbeFailure broken(SocketError e) {
        return new ProbeFailure(
                e.isTimeout() ? FailureCode.PEER_STALLED : FailureCode.PEER_CLOSED,
                "iperf3's control connection: " + e.getMessage());
    }

    @Override
    public void close() {
        socket().close();
    }
}
