package dev.tare.probe.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.iperf3.TestParameters.Direction;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.socket.Place;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client of iperf3's protocol may meet: none of it makes it hang. */
@Timeout(60)
final class StrangeServersTest {

    private static final TestParameters UPLOAD =
            new TestParameters(false, Direction.UPLOAD, 1, 0, 60, 0, 0, 1000, 0, 0, false, "", false, false);

    private ServerSocket listener;
    private ClientSession client;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 8, Hosting.LOOPBACK);
        client = new ClientSession(
                Optional.empty(), new Place(Hosting.LOOPBACK, listener.getLocalPort()), UPLOAD, NanoClock.SYSTEM);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        listener.close();
    }

    /** What the server does on the control connection. */
    private interface Talk {
        void talk(DataInputStream in, DataOutputStream out) throws IOException;
    }

    @Test
    void aBusyServerIsToldAsSuch() {
        assertThat(failure((_, out) -> out.writeByte(State.ACCESS_DENIED.code())))
                .hasMessageContaining("busy with another test");
    }

    @Test
    void aServersErrorIsTold() {
        assertThat(failure((in, out) -> {
                    in.readNBytes(Cookie.BYTES); // what is unread at the close takes with it what is unsent
                    out.writeByte(State.SERVER_ERROR.code());
                    out.writeInt(6);
                    out.writeInt(0);
                }))
                .hasMessageContaining("gave up with its error 6");
    }

    @Test
    void wordsThatAreNoStateAreGarbage() {
        assertThat(failure((_, out) -> out.writeBytes("HTTP/1.1 400 Bad Request"))
                        .code())
                .isEqualTo(FailureCode.PEER_GARBAGE);
    }

    @Test
    void aServerMayGoBeforeATest() {
        assertThat(failure((_, _) -> {}).code()).isEqualTo(FailureCode.PEER_CLOSED);
    }

    @Test
    void aServerMayGoDuringATest() {
        assertThat(failure((in, out) -> {
                            accept(in, out);
                            out.writeByte(State.TEST_START.code());
                            out.writeByte(State.TEST_RUNNING.code());
                        })
                        .code())
                .isEqualTo(FailureCode.PEER_CLOSED);
    }

    @Test
    void aServerMayNotEndATest() {
        assertThat(failure((in, out) -> {
                            accept(in, out);
                            out.writeByte(State.TEST_START.code());
                            out.writeByte(State.TEST_RUNNING.code());
                            out.writeByte(State.DISPLAY_RESULTS.code());
                            assertThat(in.read()).isEqualTo(-1);
                        })
                        .code())
                .isEqualTo(FailureCode.PEER_GARBAGE);
    }

    @Test
    void whoIsHaltedDoesNotWaitForASilentServer() throws Exception {
        CompletableFuture<Void> told = new CompletableFuture<>();
        serve((in, _) -> {
            in.readNBytes(Cookie.BYTES);
            told.complete(null);
            assertThat(in.read()).isEqualTo(-1);
        });
        client.open(Control.REPLY_NANOS);
        Thread.ofVirtual().start(() -> {
            told.join();
            client.halt();
        });
        assertThat(catchThrowableOfType(Stopped.class, () -> client.run(begun -> begun + TimeUnit.MINUTES.toNanos(1))))
                .isNotNull();
    }

    private void accept(DataInputStream in, DataOutputStream out) throws IOException {
        in.readNBytes(Cookie.BYTES);
        out.writeByte(State.PARAM_EXCHANGE.code());
        in.readNBytes(in.readInt());
        out.writeByte(State.CREATE_STREAMS.code());
        Socket stream = listener.accept();
        stream.getInputStream().readNBytes(Cookie.BYTES);
    }

    private ProbeFailure failure(Talk talk) {
        serve(talk);
        return catchThrowableOfType(ProbeFailure.class, () -> {
            client.open(Control.REPLY_NANOS);
            client.run(begun -> begun + TimeUnit.MINUTES.toNanos(1));
        });
    }

    private void serve(Talk talk) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = listener.accept()) {
                talk.talk(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            } catch (IOException e) {
                return; // the client has gone
            }
        });
    }
}
