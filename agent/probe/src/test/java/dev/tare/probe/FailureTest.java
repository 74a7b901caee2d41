package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every way to give up names what, where and why, and ends the probe. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
final class FailureTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final long SHORT_NANOS = 200_000_000;

    private FakeAgent agent;

    @BeforeEach
    void probe() throws Exception {
        agent = new FakeAgent();
    }

    @AfterEach
    void end() throws Exception {
        agent.close();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
            agent.setup(FakeAgent.setup(Role.ROLE_SERVER, "tcp-rr", other.getLocalPort()));
            Failure failure = agent.failure();
            assertThat(failure.getCode()).isEqualTo("port-in-use");
            assertThat(failure.getMessage()).contains("127.0.0.1 port " + other.getLocalPort());
            assertThat(agent.exitStatus()).isEqualTo(Ending.FAILED);
        }
    }

    @Test
    void aForeignAddressCannotBeBound() throws Exception {
        agent.setup(FakeAgent.setup(Role.ROLE_SERVER, "tcp-rr", 7411).setLocalAddress("192.0.2.1"));
        assertThat(agent.failure().getCode()).isEqualTo("bind-failed");
    }

    @Test
    void nobodyListens() throws Exception {
        int port = FreePort.next();
        agent.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-rr", port).setSetupTimeoutNanos(SHORT_NANOS));
        Failure failure = agent.failure();
        assertThat(failure.getCode()).isEqualTo("connect-failed");
        assertThat(failure.getMessage()).contains("127.0.0.1 port " + port, "ECONNREFUSED");
    }

    @Test
    void aStrangerOnTheServersPortIsFoundOut() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 1, LOOPBACK)) {
            Thread.ofVirtual().start(() -> answer(stranger, "SSH-2.0-OpenSSH_9.2p1 Debian-2"));
            agent.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-rr", stranger.getLocalPort()));
            Failure failure = agent.failure();
            assertThat(failure.getCode()).isEqualTo("peer-garbage");
            assertThat(failure.getMessage()).contains("SSH-2.0-OpenSSH");
        }
    }

    @Test
    void aStrangerWhoCallsIsSentAwayAndNamedWhenNobodyElseComes() throws Exception {
        int port = FreePort.next();
        agent.setup(FakeAgent.setup(Role.ROLE_SERVER, "tcp-rr", port).setSetupTimeoutNanos(10 * SHORT_NANOS));
        try (Socket stranger = connect(port)) {
            stranger.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(agent.failure().getCode()).isEqualTo("peer-garbage");
        }
    }

    @Test
    void aProbeOfAnotherTrialIsAStrangerToo() throws Exception {
        int port = FreePort.next();
        agent.setup(FakeAgent.setup(Role.ROLE_SERVER, "tcp-rr", port).setSetupTimeoutNanos(20 * SHORT_NANOS));
        try (FakeAgent other = new FakeAgent()) {
            other.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-rr", port)
                    .setToken(ByteString.copyFromUtf8("fedcba9876543210"))
                    .setSetupTimeoutNanos(10 * SHORT_NANOS));
            Failure failure = other.failure();
            assertThat(failure.getCode()).isEqualTo("connect-failed");
            // the last of many calls may have come to the end of its time before that
            assertThat(failure.getMessage()).containsAnyOf("before it answered the greeting", "answer to the greeting");
        }
        assertThat(agent.failure().getMessage()).contains("a stranger called", "TARE\\x01C");
    }

    /** Where bytes go one way only, nothing comes back. */
    @Test
    void bytesThatASenderNeverAskedForAreNamed() throws Exception {
        try (FakePeer talkative = new FakePeer(
                socket -> {
                    socket.getInputStream().readNBytes(1);
                    socket.getOutputStream().write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                },
                (number, request, from) -> {})) {
            agent.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-stream", talkative.port()));
            agent.prepared();
            agent.start(System.nanoTime());
            namesMoreThanTheWorkload();
        }
    }

    /** The kernel answers echoes; the link beside them carries nothing. */
    @Test
    void bytesOnALinkThatCarriesNothingAreNamed() throws Exception {
        int port = FreePort.next();
        agent.setup(FakeAgent.setup(Role.ROLE_SERVER, "ping", port));
        try (Socket client = connect(port)) {
            OutputStream out = client.getOutputStream();
            out.write("TARE\1C\0\0".getBytes(StandardCharsets.US_ASCII));
            out.write(FakeAgent.TOKEN.toByteArray());
            agent.prepared();
            agent.start(System.nanoTime());
            out.write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            namesMoreThanTheWorkload();
        }
    }

    private void namesMoreThanTheWorkload() throws Exception {
        Failure failure = agent.failure();
        assertThat(failure.getCode()).as(failure.getMessage()).isEqualTo("peer-garbage");
        assertThat(failure.getMessage()).contains("more than the workload");
        assertThat(agent.exitStatus()).isEqualTo(Ending.FAILED);
    }

    @Test
    void aSilentStrangerDoesNotKeepThePeerOut() throws Exception {
        int port = FreePort.next();
        agent.setup(FakeAgent.setup(Role.ROLE_SERVER, "tcp-rr", port));
        try (Socket silent = connect(port);
                FakeAgent client = new FakeAgent()) {
            client.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-rr", port));
            assertThat(client.prepared().getPeerPort()).isEqualTo(port);
            assertThat(agent.prepared().getPeerPort()).isNotEqualTo(silent.getLocalPort());
        }
    }

    @Test
    void badSetupsNameTheField() throws Exception {
        refuses(setup -> setup.setToken(ByteString.EMPTY), "bad-setup", "token");
        refuses(setup -> setup.setRole(Role.ROLE_UNSPECIFIED), "bad-setup", "role");
        refuses(setup -> setup.setServerAddress("example.org"), "bad-setup", "'example.org'");
        refuses(setup -> setup.setServerPort(70_000), "bad-setup", "server_port is 70000");
        refuses(setup -> setup.setIntervalNanos(0), "bad-setup", "interval_nanos");
        refuses(setup -> setup.setDurationNanos(-1), "bad-setup", "duration_nanos");
        refuses(setup -> setup.setWorkload("tcp-magic"), "unsupported", "'tcp-magic'");
        refuses(setup -> setup.putWorkloadOptions("request", "0"), "bad-setup", "request is '0'");
        refuses(setup -> setup.putWorkloadOptions("block", "1"), "bad-setup", "no option 'block'");
    }

    private static void refuses(Consumer<Setup.Builder> mistake, String code, String words) throws Exception {
        try (FakeAgent probe = new FakeAgent()) {
            Setup.Builder setup = FakeAgent.setup(Role.ROLE_CLIENT, "tcp-rr", 7411);
            mistake.accept(setup);
            Failure failure = probe.setup(setup).failure();
            assertThat(failure.getCode()).isEqualTo(code);
            assertThat(failure.getMessage()).contains(words);
        }
    }

    @Test
    void garbageOnStdinIsShown() throws Exception {
        agent.sendRaw("hello probe\n".getBytes(StandardCharsets.US_ASCII));
        Failure failure = agent.failure();
        assertThat(failure.getCode()).isEqualTo("bad-setup");
        assertThat(failure.getMessage()).contains("hell");
        assertThat(agent.exitStatus()).isEqualTo(Ending.FAILED);
    }

    @Test
    void requestsOutOfOrderAreRefused() throws Exception {
        agent.send(ProbeRequest.newBuilder());
        assertThat(agent.failure().getMessage()).contains("no kind");
        try (FakeAgent probe = new FakeAgent()) {
            assertThat(probe.start(1).failure().getMessage()).contains("start before setup");
        }
    }

    @Test
    void anAgentThatLeavesBeforeAnythingIsNoError() throws Exception {
        agent.close();
        assertThat(agent.exitStatus()).isEqualTo(Conversation.ENDED);
    }

    private static Socket connect(int port) throws Exception {
        long until = System.nanoTime() + 15_000_000_000L;
        while (System.nanoTime() - until < 0) {
            try {
                return new Socket(LOOPBACK, port);
            } catch (java.net.ConnectException e) {
                Thread.sleep(5);
            }
        }
        throw new AssertionError("nobody listens on " + port);
    }

    private static void answer(ServerSocket server, String words) {
        // whoever gets no answer in time calls again
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(24);
                socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            } catch (java.io.IOException _) {
                // the caller has left, or the test is over
            }
        }
    }
}
