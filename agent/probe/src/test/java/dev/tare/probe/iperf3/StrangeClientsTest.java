package dev.tare.probe.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server of iperf3's protocol may meet: none of it makes it hang, and each is told iperf3's word for it. */
@Timeout(60)
final class StrangeClientsTest {

    private static final String COOKIE = "abcdefghijklmnopqrstuvwxyz2345678901\0";
    private static final String TCP = "{\"tcp\":true,\"time\":1,\"parallel\":1,\"len\":1000}";

    private final List<Socket> open = new ArrayList<>();
    private Hosting server;
    private Future<Outcome> serving;

    @BeforeEach
    void server() throws Exception {
        server = new Hosting();
        serving = server.serving();
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: somebody\r\n\r\n---", "short", ""})
    void whoSaysNoCookieIsNoClient(String words) throws Exception {
        Peer stranger = call(words);
        if (words.length() < Cookie.BYTES) {
            stranger.socket.close();
        } else {
            assertThat(stranger.in.read()).isEqualTo(-1);
        }
        assertThat(call(COOKIE).in.readByte()).isEqualTo(State.PARAM_EXCHANGE.code());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 8193, Integer.MAX_VALUE, 0x47455420})
    void parametersOfAnyLengthAreNotRead(int length) throws Exception {
        Peer client = call(COOKIE);
        client.expect(State.PARAM_EXCHANGE);
        client.out.writeInt(length);
        client.expect(State.SERVER_ERROR);
        assertThat(client.in.readInt()).isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(failure().code()).isEqualTo(FailureCode.PEER_GARBAGE);
    }

    @Test
    void whatIsNotKnownHereIsRefused() throws Exception {
        Peer client = call(COOKIE);
        client.expect(State.PARAM_EXCHANGE);
        client.json("{\"sctp\":true}");
        client.expect(State.SERVER_ERROR);
        assertThat(client.in.readInt()).isEqualTo(Refusal.UNIMPLEMENTED);
        assertThat(failure()).hasMessageContaining("sctp");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aClientMayGoAtAnyTime(int step) throws Exception {
        Peer client = call(COOKIE);
        client.expect(State.PARAM_EXCHANGE);
        if (step > 0) {
            client.json(TCP);
            client.expect(State.CREATE_STREAMS);
        }
        if (step > 1) {
            call(COOKIE);
            client.expect(State.TEST_START);
            client.expect(State.TEST_RUNNING);
        }
        if (step > 2) {
            client.out.writeByte(State.TEST_END.code());
            client.expect(State.EXCHANGE_RESULTS);
        }
        client.socket.close();
        assertThat(failure().code()).isEqualTo(FailureCode.PEER_CLOSED);
    }

    @Test
    void aStreamThatEndsInTheMiddleEndsTheTest() throws Exception {
        Peer client = call(COOKIE);
        Peer stream = running(client);
        stream.socket.close();
        client.expect(State.SERVER_ERROR);
        assertThat(client.in.readInt()).isEqualTo(Refusal.STREAM_CLOSED);
        assertThat(failure()).hasMessageContaining("ended a stream");
    }

    @Test
    void othersAreDeniedWhileATestRuns() throws Exception {
        Peer client = call(COOKIE);
        Peer wrongStream;
        client.expect(State.PARAM_EXCHANGE);
        client.json(TCP);
        client.expect(State.CREATE_STREAMS);
        wrongStream = call(COOKIE.replace('a', 'b'));
        wrongStream.expect(State.ACCESS_DENIED);
        call(COOKIE);
        client.expect(State.TEST_START);
        client.expect(State.TEST_RUNNING);
        call(COOKIE.replace('a', 'c')).expect(State.ACCESS_DENIED);
        client.out.writeByte(State.TEST_END.code());
        client.expect(State.EXCHANGE_RESULTS);
        client.json("{\"streams\":[]}");
        int length = client.in.readInt();
        assertThat(client.in.readNBytes(length)).hasSize(length);
        // a client that goes away before this has not had what it came for
        client.expect(State.DISPLAY_RESULTS);
        client.socket.close();
        assertThat(Hosting.of(serving).peers().streams()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 3, 77, 12, 16, -1})
    void aStateThatIsNotItsTurnEndsTheTest(byte state) throws Exception {
        Peer client = call(COOKIE);
        running(client);
        client.out.writeByte(state);
        assertThat(failure().code()).isIn(FailureCode.PEER_GARBAGE, FailureCode.PEER_CLOSED);
    }

    @Test
    void resultsThatAreNoneEndTheTest() throws Exception {
        Peer client = call(COOKIE);
        running(client);
        client.out.writeByte(State.TEST_END.code());
        client.expect(State.EXCHANGE_RESULTS);
        client.json("[[[");
        assertThat(failure().code()).isEqualTo(FailureCode.PEER_GARBAGE);
    }

    @Test
    void whoIsHaltedDoesNotWait() throws Exception {
        Peer client = call(COOKIE);
        running(client);
        server.session().halt();
        assertThat(catchThrowableOfType(Exception.class, () -> Hosting.of(serving)))
                .isInstanceOf(Stopped.class);
    }

    private Peer running(Peer client) throws IOException {
        client.expect(State.PARAM_EXCHANGE);
        client.json(TCP);
        client.expect(State.CREATE_STREAMS);
        Peer stream = call(COOKIE);
        client.expect(State.TEST_START);
        client.expect(State.TEST_RUNNING);
        return stream;
    }

    private ProbeFailure failure() {
        return catchThrowableOfType(ProbeFailure.class, () -> Hosting.of(serving));
    }

    private Peer call(String words) throws IOException {
        Socket socket = new Socket(Hosting.LOOPBACK, server.place().port());
        open.add(socket);
        Peer peer = new Peer(socket);
        peer.out.write(words.getBytes(StandardCharsets.US_ASCII));
        return peer;
    }

    /** A connection of the strange client's. */
    private static final class Peer {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = new DataOutputStream(socket.getOutputStream());
        }

        void expect(State state) throws IOException {
            assertThat(in.readByte()).isEqualTo(state.code());
        }

        void json(String text) throws IOException {
            out.writeInt(text.length());
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
